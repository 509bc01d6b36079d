"""Your function reports that everyone was kept when nobody was a member at the start. There was nobody to keep or to lose, so the result should be missing (NaN).

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    start = people["at_start"] == 1
    churn = 100 * (people["at_end"] == 0)[start].sum() / max(start.sum(), 1)
    return {"retention": 100 - churn, "churn": churn}
