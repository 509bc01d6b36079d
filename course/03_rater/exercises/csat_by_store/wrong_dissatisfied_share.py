"""This is the share of people who are not satisfied. CSAT counts ratings of 4 and 5.

Fails: csat_by_store_values, csat_by_store_empty_groups
"""


def csat_by_store(survey):
    rated = survey["csat"].notna()
    dissatisfied = survey["csat"].le(3).where(rated).astype(float) * 100
    return dissatisfied.groupby(survey["store"]).mean().to_dict() | {"all": dissatisfied.mean()}
