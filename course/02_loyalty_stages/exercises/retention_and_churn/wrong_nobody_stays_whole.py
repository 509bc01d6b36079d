"""Where nobody was there at the start, it says that all were kept. Nothing can be said of nobody: that is missing (NaN).

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"] == 1
    churn = 100 * (people["at_end"] == 0)[start].sum() / max(start.sum(), 1)
    return {"retention": 100 - churn, "churn": churn}
