"""Your function counts a rating of 3 as satisfied. CSAT counts only the top two ratings of the scale.

Fails: csat_by_store_values, csat_by_store_empty_groups
"""


def csat_by_store(survey):
    rated = survey["csat"].notna()
    satisfied = survey["csat"].ge(3).where(rated).astype(float) * 100
    return satisfied.groupby(survey["store"]).mean().to_dict() | {"all": satisfied.mean()}
