"""Your function puts every order into the cohort of its own month, so people appear in several cohorts. Each person belongs only to the month of their first order.

Fails: cohort_table_values
"""

import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    month = dates.dt.year * 12 + dates.dt.month - 1
    result = {}
    for s in sorted(month.unique()):
        people = set(orders["customer_id"][month == s])
        result[f"{s // 12}-{s % 12 + 1:02}"] = {
            int(now - s): 100 * len(people & set(orders["customer_id"][month == now])) / len(people)
            for now in range(s, month.max() + 1)
        }
    return result
