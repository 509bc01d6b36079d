"""Your function divides each month by the one before. The base is always the size of the cohort, because people may pause and return.

Fails: cohort_table_values, cohort_table_silent_months
"""

import numpy as np
import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    month = dates.dt.year * 12 + dates.dt.month - 1
    start = month.groupby(orders["customer_id"]).transform("min")
    result = {}
    for s in sorted(start.unique()):
        people, months = orders["customer_id"][start == s], month[start == s]
        active = people.groupby(months).nunique()
        row, before = {}, people.nunique()
        for now in range(s, month.max() + 1):
            n = active.get(now, 0)
            row[int(now - s)] = 100 * n / before if before else np.nan
            before = n
        result[f"{s // 12}-{s % 12 + 1:02}"] = row
    return result
