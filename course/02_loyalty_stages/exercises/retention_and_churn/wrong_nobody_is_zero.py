"""Your function returns 0 when nobody was a member at the start. There was nobody to keep or to lose, so the result should be missing (NaN).

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"] == 1
    if not start.any():
        return {"retention": 0, "churn": 0}
    retention = 100 * (people["at_end"] == 1)[start].mean()
    return {"retention": retention, "churn": 100 - retention}
