"""Your function divides by the number of members at the end. Retention asks what became of the members at the start.

Fails: retention_and_churn_values, retention_and_churn_returners
"""

import numpy as np


def retention_and_churn(members):
    m = members.drop_duplicates("customer_id")
    e = m["at_end"].sum()
    if e == 0:
        return {"retention": np.nan, "churn": np.nan}
    r = 100 * ((m["at_start"] == 1) & (m["at_end"] == 1)).sum() / e
    return {"retention": r, "churn": 100 - r}
