"""Your function returns the shares as text. They look like numbers, but nobody can compare them or calculate with them, so return numbers.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.drop_duplicates("customer_id")
    retention = 100 * (people["at_end"] == 1)[people["at_start"] == 1].mean()
    return {"retention": f"{retention:.1f}", "churn": f"{100 - retention:.1f}"}
