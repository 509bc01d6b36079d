"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

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
