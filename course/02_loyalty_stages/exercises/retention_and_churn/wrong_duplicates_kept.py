"""Your function counts people twice if they appear in the table twice. First make sure that each person has only one row.

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    retention = 100 * (members["at_end"] == 1)[members["at_start"] == 1].mean()
    return {"retention": retention, "churn": 100 - retention}
