"""Your function subtracts people who left and came back, as if they were new. They were members at both ends, so they were retained.

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"].sum()
    if start == 0:
        return {"retention": float("nan"), "churn": float("nan")}
    new = ((people["joined"] == 1) & (people["at_end"] == 1)).sum()
    retention = 100 * (people["at_end"].sum() - new) / start
    return {"retention": retention, "churn": 100 - retention}
