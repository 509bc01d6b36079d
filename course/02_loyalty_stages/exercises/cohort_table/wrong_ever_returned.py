"""Your function counts everyone who has returned so far. The task asks who ordered in each particular month.

Fails: cohort_table_values
"""

import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    month = dates.dt.year * 12 + dates.dt.month - 1
    start = month.groupby(orders["customer_id"]).transform("min")
    result = {}
    for s in sorted(start.unique()):
        people, months = orders["customer_id"][start == s], month[start == s]
        row = {0: 100.0}
        for now in range(s + 1, month.max() + 1):
            back = people[(months > s) & (months <= now)].nunique()
            row[int(now - s)] = 100 * back / people.nunique()
        result[f"{s // 12}-{s % 12 + 1:02}"] = row
    return result
