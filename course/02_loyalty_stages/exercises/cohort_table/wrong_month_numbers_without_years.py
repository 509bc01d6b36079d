"""Your function ignores the year, so months of different years are mixed up. Number the months across years.

Fails: cohort_table_values
"""

import pandas as pd


def cohort_table(orders):
    if orders.empty:
        return {}
    d = pd.to_datetime(orders["date"])
    m = d.dt.month
    df = pd.DataFrame({"c": orders["customer_id"], "m": m, "y": d.dt.strftime("%Y-%m")})
    first = df.groupby("c")["y"].transform("min")
    df["b"] = first
    last = m.max()
    out = {}
    for b, g in df.groupby("b"):
        n = g["c"].nunique()
        s = int(b[5:])
        out[b] = {k: 100 * g.loc[g["m"] == s + k, "c"].nunique() / n for k in range(last - s + 1)}
    return out
