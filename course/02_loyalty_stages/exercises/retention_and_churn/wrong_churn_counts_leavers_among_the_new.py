"""In churn, your function includes people who signed up and left again. They were not members at the start, so they are not among those who could be lost.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"] == 1
    if not start.any():
        return {"retention": float("nan"), "churn": float("nan")}
    kept = 100 * (people["at_end"] == 1)[start].mean()
    gone = (people["at_end"] == 0).sum()
    return {"retention": kept, "churn": 100 * gone / start.sum()}
