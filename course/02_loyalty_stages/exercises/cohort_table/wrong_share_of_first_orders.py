"""Your function divides by the number of orders in the first month. Divide by the number of people, because some people order twice in that month.

Fails: cohort_table_silent_months
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
            int(now - s): 100 * active.get(now, 0) / (months == s).sum()
            for now in range(s, month.max() + 1)
        }
    return result
