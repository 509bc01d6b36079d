"""Your function divides each month by the one before. The base is always the size of the cohort, because people may pause and return.

Fails: cohort_table_values, cohort_table_silent_months
"""

import pandas as pd


def cohort_table(orders):
    m = pd.to_datetime(orders["date"]).dt.to_period("M")
    f = m.groupby(orders["customer_id"]).transform("min")
    out = {}
    for c in sorted(f.unique()):
        last = None
        row = {}
        for k in range((m.max() - c).n + 1):
            n = orders["customer_id"][(f == c) & (m == c + k)].nunique()
            row[k] = 100.0 if last is None else (100 * n / last if last else 0.0)
            last = n
        out[str(c)] = row
    return out
