"""Your function gets retention right, but for churn it divides by the members at the start plus the sign-ups. Both shares have the same base.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"] == 1
    if not start.any():
        return {"retention": float("nan"), "churn": float("nan")}
    kept = (start & (people["at_end"] == 1)).sum()
    lost = start.sum() - kept
    churn = 100 * lost / (start.sum() + people["joined"].sum())
    return {"retention": 100 * kept / start.sum(), "churn": churn}
