"""Works with sets of names and their intersection."""


def retention_and_churn(members):
    start = set(members.loc[members["at_start"] == 1, "customer_id"])
    end = set(members.loc[members["at_end"] == 1, "customer_id"])
    if not start:
        return {"retention": float("nan"), "churn": float("nan")}
    retention = 100 * len(start & end) / len(start)
    return {"retention": retention, "churn": 100 - retention}
