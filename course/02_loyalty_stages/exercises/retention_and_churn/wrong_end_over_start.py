"""Your function divides the number of members at the end by the number at the start, so newcomers hide the losses. Of those who were there at the start, how many are left?

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"].sum()
    if start == 0:
        return {"retention": float("nan"), "churn": float("nan")}
    retention = 100 * people["at_end"].sum() / start
    return {"retention": retention, "churn": 100 - retention}
