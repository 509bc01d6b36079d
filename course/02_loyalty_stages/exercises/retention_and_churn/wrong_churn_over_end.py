"""Your function gets retention right, but divides by the number of members at the end to get churn. Churn is a share of those at the start.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"] == 1
    if not start.any():
        return {"retention": float("nan"), "churn": float("nan")}
    kept = (start & (people["at_end"] == 1)).sum()
    churn = 100 * (start.sum() - kept) / max(people["at_end"].sum(), 1)
    return {"retention": 100 * kept / start.sum(), "churn": churn}
