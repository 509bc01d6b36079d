"""Above the line people are counted, below it rows. Whoever is listed twice counts once in both places.

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    start = members[members["at_start"] == 1]
    kept = start[start["at_end"] == 1]["customer_id"].nunique()
    retention = 100 * kept / len(start) if len(start) else float("nan")
    return {"retention": retention, "churn": 100 - retention}
