"""Your function gets retention right, but its churn is a number of people. Churn is a share of the members at the start.

Fails: retention_and_churn_values, retention_and_churn_returners
"""

import numpy as np


def retention_and_churn(members):
    m = members.drop_duplicates("customer_id")
    s = m["at_start"].sum()
    if s == 0:
        return {"retention": np.nan, "churn": np.nan}
    k = ((m["at_start"] == 1) & (m["at_end"] == 1)).sum()
    return {"retention": 100 * k / s, "churn": s - k}
