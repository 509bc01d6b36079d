"""Your function leaves every empty cell blank. Up to the last observed month such a cell is 0; after it there should be no entry at all.

Fails: cohort_table_values, cohort_table_silent_months
"""

import pandas as pd


def cohort_table(orders):
    work = orders.assign(month=pd.to_datetime(orders["date"]))
    work["month"] = work["month"].dt.year * 12 + work["month"].dt.month - 1
    work["start"] = work.groupby("customer_id")["month"].transform("min")
    work["k"] = work["month"] - work["start"]
    table = work.pivot_table(index="start", columns="k", values="customer_id", aggfunc="nunique")
    if table.empty:
        return {}
    table = table.div(table[0], axis=0) * 100
    table.index = [f"{start // 12}-{start % 12 + 1:02}" for start in table.index]
    return table.to_dict("index")
