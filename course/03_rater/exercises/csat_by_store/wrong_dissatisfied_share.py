"""Your function returns the share of customers who are not satisfied. CSAT is the share who rate 4 or 5.

Fails: csat_by_store_values, csat_by_store_empty_groups
"""


def csat_by_store(survey):
    rated = survey["csat"].notna()
    dissatisfied = survey["csat"].le(3).where(rated).astype(float) * 100
    return dissatisfied.groupby(survey["store"]).mean().to_dict() | {"all": dissatisfied.mean()}
