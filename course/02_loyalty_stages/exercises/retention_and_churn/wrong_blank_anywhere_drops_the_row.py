"""Your function drops rows because of blanks in columns that play no part here. Only a blank in the columns that the rule uses would matter.

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    people = members.dropna().drop_duplicates("customer_id")
    retention = 100 * (people["at_end"] == 1)[people["at_start"] == 1].mean()
    return {"retention": retention, "churn": 100 - retention}
