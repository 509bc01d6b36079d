"""Your function counts people only until their first month without an order. They may pause and return, so look at each month separately.

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
        faithful, row = set(people), {}
        for now in range(s, month.max() + 1):
            faithful &= set(people[months == now])
            row[int(now - s)] = 100 * len(faithful) / people.nunique()
        result[f"{s // 12}-{s % 12 + 1:02}"] = row
    return result
