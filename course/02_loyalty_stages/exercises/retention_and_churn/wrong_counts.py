"""Your function returns numbers of people. Retention and churn are shares of those who were members at the start.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"] == 1
    if not start.any():
        return {"retention": float("nan"), "churn": float("nan")}
    kept = int((start & (people["at_end"] == 1)).sum())
    return {"retention": kept, "churn": int(start.sum()) - kept}
