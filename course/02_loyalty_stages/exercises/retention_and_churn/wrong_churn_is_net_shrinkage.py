"""Your function gets retention right, but its churn is the change in the size of the club. A club can grow and lose people at the same time.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"] == 1
    if not start.any():
        return {"retention": float("nan"), "churn": float("nan")}
    kept = 100 * (people["at_end"] == 1)[start].mean()
    churn = 100 * (start.sum() - people["at_end"].sum()) / start.sum()
    return {"retention": kept, "churn": churn}
