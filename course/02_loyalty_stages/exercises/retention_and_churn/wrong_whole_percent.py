"""Your function rounds the shares to whole per cent, which is too coarse. Round to one decimal place, or do not round at all.

Fails: retention_and_churn_values, retention_and_churn_returners
"""

import numpy as np


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    retention = np.round(100 * (people["at_end"] == 1)[people["at_start"] == 1].mean())
    return {"retention": retention, "churn": 100 - retention}
