"""Rows are looked up by the numbers 0, 1, 2 …, which these rows do not have. A part of a bigger table keeps its old row numbers: go through the rows themselves.

Fails: retention_and_churn_values, retention_and_churn_returners
"""


def retention_and_churn(members):
    seen, start, kept = set(), 0, 0
    for i in range(len(members)):
        if members["customer_id"][i] not in seen and members["at_start"][i] == 1:
            start += 1
            kept += members["at_end"][i]
        seen.add(members["customer_id"][i])
    retention = 100 * kept / start if start else float("nan")
    return {"retention": retention, "churn": 100 - retention}
