"""Your function counts people in the numerator but rows in the denominator. Anyone who is listed twice should count once in both.

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    start = members[members["at_start"] == 1]
    kept = start[start["at_end"] == 1]["customer_id"].nunique()
    retention = 100 * kept / len(start) if len(start) else float("nan")
    return {"retention": retention, "churn": 100 - retention}
