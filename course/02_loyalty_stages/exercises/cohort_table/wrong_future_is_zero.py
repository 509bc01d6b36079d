"""Your function gives 0 for months that have not happened yet, as if everyone had left. End each row with the last month of the table.

Fails: cohort_table_values, cohort_table_silent_months
"""

import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    month = dates.dt.year * 12 + dates.dt.month - 1
    start = month.groupby(orders["customer_id"]).transform("min")
    result = {}
    for s in sorted(start.unique()):
        people, months = orders["customer_id"][start == s], month[start == s]
        active = people.groupby(months).nunique()
        result[f"{s // 12}-{s % 12 + 1:02}"] = {
            k: 100 * active.get(s + k, 0) / people.nunique()
            for k in range(month.max() - month.min() + 1)
        }
    return result
