"""Your function counts everyone who signed up in N, and people twice if they appear twice. N counts new people who are there at the end, each once.

Fails: retention_and_churn_values, retention_and_churn_returners
"""

import numpy as np


def retention_and_churn(members):
    people = members
    start = people["at_start"].sum()
    if start == 0:
        return {"retention": np.nan, "churn": np.nan}
    new = people["joined"].sum()
    retention = 100 * (people["at_end"].sum() - new) / start
    return {"retention": retention, "churn": 100 - retention}
