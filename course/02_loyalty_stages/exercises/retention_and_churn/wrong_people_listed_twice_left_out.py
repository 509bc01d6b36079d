"""Your function leaves out people who appear in the table twice. They are members like the others, and count once.

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id", keep=False)
    retention = 100 * (people["at_end"] == 1)[people["at_start"] == 1].mean()
    return {"retention": retention, "churn": 100 - retention}
