"""Your function gets retention right, but its churn is negative. The share that was lost cannot be below zero.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    retention = 100 * (people["at_end"] == 1)[people["at_start"] == 1].mean()
    return {"retention": retention, "churn": retention - 100}
