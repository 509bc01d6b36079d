"""Your function writes the months as text, such as "0". The task asks for numbers as keys.

Fails: cohort_table_values, cohort_table_silent_months
"""

import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    month = dates.dt.year * 12 + dates.dt.month - 1
    began = month.groupby(orders["customer_id"]).transform("min")
    result = {}
    for start in sorted(began.unique()):
        people = orders["customer_id"][began == start]
        active = people.groupby(month[began == start]).nunique()
        result[f"{start // 12}-{start % 12 + 1:02}"] = {
            str(now - start): 100 * active.get(now, 0) / people.nunique()
            for now in range(start, month.max() + 1)
        }
    return result
