"""Your function swaps cohorts and months, so the months are the outer keys. Each cohort should contain its months.

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
        for now in range(s, month.max() + 1):
            share = 100 * active.get(now, 0) / people.nunique()
            result.setdefault(int(now - s), {})[f"{s // 12}-{s % 12 + 1:02}"] = share
    return result
