"""Your function subtracts the numbers of the months without the years, so the step from December to January comes to −11. Count months across years.

Fails: cohort_table_values
"""

import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    month = dates.dt.year * 12 + dates.dt.month - 1
    start = month.groupby(orders["customer_id"]).transform("min")
    apart = month % 12 - start % 12
    result = {}
    for s in sorted(start.unique()):
        people = orders["customer_id"][start == s]
        active = people.groupby(apart[start == s]).nunique()
        result[f"{s // 12}-{s % 12 + 1:02}"] = {
            k: 100 * active.get(k, 0) / people.nunique() for k in range(month.max() - s + 1)
        }
    return result
