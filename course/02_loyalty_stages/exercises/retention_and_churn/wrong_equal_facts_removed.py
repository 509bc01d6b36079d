"""Your function removes people who have the same facts as somebody else. Only rows with the same customer_id are one person.

Fails: retention_and_churn_values, retention_and_churn_returners
"""

import numpy as np


def retention_and_churn(members):
    people = members[["at_start", "at_end", "joined"]].drop_duplicates()
    start = people["at_start"].sum()
    if start == 0:
        return {"retention": np.nan, "churn": np.nan}
    new = (people["at_end"] * (1 - people["at_start"])).sum()
    retention = 100 * (people["at_end"].sum() - new) / start
    return {"retention": retention, "churn": 100 - retention}
