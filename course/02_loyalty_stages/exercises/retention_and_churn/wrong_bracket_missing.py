"""Your function lacks brackets, so it divides N by S before it subtracts it from E. Compare your numerator with the formula.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start, end = people["at_start"].sum(), people["at_end"].sum()
    if start == 0:
        return {"retention": float("nan"), "churn": float("nan")}
    new = ((people["at_end"] == 1) & (people["at_start"] == 0)).sum()
    retention = end - new / start * 100
    return {"retention": retention, "churn": 100 - retention}
