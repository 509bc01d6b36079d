"""Your function divides the orders of each month by all orders of the cohort. Count each person once, both among the active and in the whole cohort.

Fails: cohort_table_values, cohort_table_silent_months
"""

import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    month = dates.dt.year * 12 + dates.dt.month - 1
    began = month.groupby(orders["customer_id"]).transform("min")
    result = {}
    for start in sorted(began.unique()):
        people, months = orders["customer_id"][began == start], month[began == start]
        active = people.groupby(months).size()
        result[f"{start // 12}-{start % 12 + 1:02}"] = {
            int(now - start): 100 * active.get(now, 0) / len(people)
            for now in range(start, month.max() + 1)
        }
    return result
