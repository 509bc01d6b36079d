"""It counts a rating of 3 as satisfied. Only the top two boxes of the scale count.

Fails: csat_by_store_values, csat_by_store_empty_groups
"""


def csat_by_store(survey):
    rated = survey["csat"].notna()
    satisfied = survey["csat"].ge(3).where(rated).astype(float) * 100
    return satisfied.groupby(survey["store"]).mean().to_dict() | {"all": satisfied.mean()}
