"""Your function leaves out months in which nobody from the cohort ordered. Those months were observed, so their share is 0.

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
            int(now - s): 100 * n / people.nunique() for now, n in active.items()
        }
    return result
