"""Your function counts people who were active in that month or in any later one. Somebody is active only in a month with an order.

Fails: cohort_table_values, cohort_table_silent_months
"""

import pandas as pd


def cohort_table(orders):
    dates = pd.to_datetime(orders["date"])
    month = dates.dt.year * 12 + dates.dt.month - 1
    start = month.groupby(orders["customer_id"]).transform("min")
    last = month.groupby(orders["customer_id"]).max()
    began = month.groupby(orders["customer_id"]).min()
    return {
        f"{s // 12}-{s % 12 + 1:02}": {
            int(now - s): 100 * (last[began == s] >= now).mean()
            for now in range(s, month.max() + 1)
        }
        for s in sorted(start.unique())
    }
