"""Your function reports that everyone was lost when nobody was a member at the start. There was nobody to keep or to lose, so both shares are missing (NaN).

Fails: retention_and_churn_returners
"""


def retention_and_churn(members):
    p = members.drop_duplicates("customer_id")
    s = p["at_start"].sum()
    r = 100 * (p["at_start"] * p["at_end"]).sum() / s if s else 0
    return {"retention": r, "churn": 100 - r}
