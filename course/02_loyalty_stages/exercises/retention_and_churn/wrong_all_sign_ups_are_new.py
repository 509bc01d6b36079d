"""In N, your function counts everyone who signed up, even those who have left again. N counts only new people who are there at the end.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"].sum()
    if start == 0:
        return {"retention": float("nan"), "churn": float("nan")}
    retention = 100 * (people["at_end"].sum() - people["joined"].sum()) / start
    return {"retention": retention, "churn": 100 - retention}
