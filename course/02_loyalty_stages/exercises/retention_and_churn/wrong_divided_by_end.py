"""Your function divides by the number of members at the end. Retention asks what became of the members at the start.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    if not people["at_start"].any():
        return {"retention": float("nan"), "churn": float("nan")}
    kept = ((people["at_start"] == 1) & (people["at_end"] == 1)).sum()
    retention = 100 * kept / people["at_end"].sum()
    return {"retention": retention, "churn": 100 - retention}
