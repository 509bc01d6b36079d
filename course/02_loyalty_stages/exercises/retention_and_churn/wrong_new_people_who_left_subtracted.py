"""In N, your function also counts new people who left before the end. N should include only new people who are still there at the end.

Fails: retention_and_churn_values, retention_and_churn_returners
"""

import numpy as np


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"].sum()
    if start == 0:
        return {"retention": np.nan, "churn": np.nan}
    new = (people["joined"] * (1 - people["at_start"])).sum()
    retention = 100 * (people["at_end"].sum() - new) / start
    return {"retention": retention, "churn": 100 - retention}
