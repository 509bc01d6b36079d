"""Your function fills every empty cell with 0, even in the future, and has no column for a month in which no cohort ordered. Decide for each cell whether it was observed.

Fails: cohort_table_values, cohort_table_silent_months
"""

import pandas as pd


def cohort_table(orders):
    work = orders.assign(month=pd.to_datetime(orders["date"]))
    work["month"] = work["month"].dt.year * 12 + work["month"].dt.month - 1
    work["start"] = work.groupby("customer_id")["month"].transform("min")
    work["k"] = work["month"] - work["start"]
    if work.empty:
        return {}
    table = work.groupby(["start", "k"])["customer_id"].nunique().unstack().fillna(0)
    table = table.div(table[0], axis=0) * 100
    table.index = [f"{start // 12}-{start % 12 + 1:02}" for start in table.index]
    return table.to_dict("index")
