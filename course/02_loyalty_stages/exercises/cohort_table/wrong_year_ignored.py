"""Your function ignores the year, so months of different years are mixed up. Number the months across years.

Fails: cohort_table_values
"""

import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    month = dates.dt.month
    start = month.groupby(orders["customer_id"]).transform("min")
    year = str(dates.dt.year.min()) if len(dates) else ""
    result = {}
    for s in sorted(start.unique()):
        people, months = orders["customer_id"][start == s], month[start == s]
        active = people.groupby(months).nunique()
        result[f"{year}-{s:02}"] = {
            int(now - s): 100 * active.get(now, 0) / people.nunique()
            for now in range(s, month.max() + 1)
        }
    return result
