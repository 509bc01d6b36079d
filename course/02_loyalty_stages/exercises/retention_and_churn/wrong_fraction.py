"""Your function returns fractions between 0 and 1. The task asks for percentages.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    retention = (people["at_end"] == 1)[people["at_start"] == 1].mean()
    return {"retention": retention, "churn": 1 - retention}
