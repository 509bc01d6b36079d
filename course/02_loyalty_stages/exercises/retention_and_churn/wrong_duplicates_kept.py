"""People who stand in the table twice are counted twice. One person, one row: clean up first.

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    retention = 100 * (members["at_end"] == 1)[members["at_start"] == 1].mean()
    return {"retention": retention, "churn": 100 - retention}
