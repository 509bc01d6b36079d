"""Your function ignores the year, so months of different years are mixed up. Number the months across years.

Fails: cohort_table_values
"""

import pandas as pd


def cohort_table(orders):
    d = pd.to_datetime(orders["date"])
    m = d.dt.month
    f = m.groupby(orders["customer_id"]).transform("min")
    y = d.dt.year
    out = {}
    for c in sorted(f.unique()):
        size = orders["customer_id"][f == c].nunique()
        out[f"{y[f == c].min()}-{c:02d}"] = {
            int(k): 100 * orders["customer_id"][(f == c) & (m == c + k)].nunique() / size
            for k in range(m.max() - c + 1)
        }
    return out
