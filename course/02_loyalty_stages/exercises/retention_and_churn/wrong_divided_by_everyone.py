"""Your function divides by the number of all people in the table. Someone who was not a member at the start can be neither kept nor lost.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    if not people["at_start"].any():
        return {"retention": float("nan"), "churn": float("nan")}
    kept = ((people["at_start"] == 1) & (people["at_end"] == 1)).mean()
    return {"retention": 100 * kept, "churn": 100 - 100 * kept}
