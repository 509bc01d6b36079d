"""The retained are divided by everyone in the table. Who was not there at the start can be neither kept nor lost.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    if not people["at_start"].any():
        return {"retention": float("nan"), "churn": float("nan")}
    kept = ((people["at_start"] == 1) & (people["at_end"] == 1)).mean()
    return {"retention": 100 * kept, "churn": 100 - 100 * kept}
