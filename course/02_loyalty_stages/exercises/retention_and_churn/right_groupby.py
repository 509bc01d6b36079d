"""Takes the largest flag of each person and the mean of those at the start."""


def retention_and_churn(members):
    person = members.groupby("customer_id")[["at_start", "at_end"]].max()
    kept = 100 * person.loc[person["at_start"] == 1, "at_end"].mean()
    return {"retention": kept, "churn": 100 - kept}
