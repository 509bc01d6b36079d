"""Your function swaps the two results. Which of them is the share that stayed?

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    retention = 100 * (people["at_end"] == 1)[people["at_start"] == 1].mean()
    return {"churn": retention, "retention": 100 - retention}
