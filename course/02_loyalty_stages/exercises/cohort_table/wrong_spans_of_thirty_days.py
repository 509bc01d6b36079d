"""Your function counts months as spans of thirty days from the first order. Use calendar months, or an order on the 31st slips into the wrong one.

Fails: cohort_table_values
"""

import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    began = dates.groupby(orders["customer_id"]).transform("min")
    span = (dates - began).dt.days // 30
    start = began.dt.year * 12 + began.dt.month - 1
    result = {}
    for s in sorted(start.unique()):
        people, spans = orders["customer_id"][start == s], span[start == s]
        active = people.groupby(spans).nunique()
        last = dates.max().year * 12 + dates.max().month - 1
        result[f"{s // 12}-{s % 12 + 1:02}"] = {
            k: 100 * active.get(k, 0) / people.nunique() for k in range(last - s + 1)
        }
    return result
