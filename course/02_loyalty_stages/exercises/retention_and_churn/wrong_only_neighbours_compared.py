"""Your function finds a person's second row only if it directly follows the first. It may be anywhere in the table.

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members[members["customer_id"] != members["customer_id"].shift()]
    retention = 100 * (people["at_end"] == 1)[people["at_start"] == 1].mean()
    return {"retention": retention, "churn": 100 - retention}
