"""The shops are right, but your overall figure is the mean of the shops. A shop with few ratings should not weigh as much as a large one.

Fails: csat_by_store_values, csat_by_store_empty_groups
"""


def csat_by_store(survey):
    rated = survey["csat"].notna()
    satisfied = survey["csat"].ge(4).where(rated).astype(float) * 100
    result = satisfied.groupby(survey["store"]).mean()
    return result.to_dict() | {"all": result.mean()}
