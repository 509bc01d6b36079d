"""Your function ends each row after six months. The cohort was observed until the last month of the whole table.

Fails: cohort_table_values
"""

import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    month = dates.dt.year * 12 + dates.dt.month - 1
    began = month.groupby(orders["customer_id"]).transform("min")
    result = {}
    for start in sorted(began.unique()):
        people, months = orders["customer_id"][began == start], month[began == start]
        active = people.groupby(months).nunique()
        result[f"{start // 12}-{start % 12 + 1:02}"] = {
            int(now - start): 100 * active.get(now, 0) / people.nunique()
            for now in range(start, min(month.max(), start + 5) + 1)
        }
    return result
