"""Your function writes cohorts as "2025-1". Write the month with two digits, as in "2025-01".

Fails: cohort_table_values, cohort_table_silent_months
"""

import pandas as pd


def cohort_table(orders):
    if orders.empty:
        return {}
    d = pd.to_datetime(orders["date"])
    m = d.dt.year * 12 + d.dt.month - 1
    df = pd.DataFrame({"c": orders["customer_id"], "m": m})
    df["b"] = df.groupby("c")["m"].transform("min")
    out = {}
    for b, g in df.groupby("b"):
        n = g["c"].nunique()
        out[f"{b // 12}-{b % 12 + 1}"] = {
            k: 100 * g.loc[g["m"] == b + k, "c"].nunique() / n for k in range(m.max() - b + 1)
        }
    return out
