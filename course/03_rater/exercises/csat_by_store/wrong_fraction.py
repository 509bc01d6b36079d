"""Your function returns fractions between 0 and 1. The task asks for per cent, from 0 to 100.

Fails: csat_by_store_values, csat_by_store_empty_groups
"""


def csat_by_store(survey):
    rated = survey["csat"].notna()
    satisfied = survey["csat"].ge(4).where(rated).astype(float)
    return satisfied.groupby(survey["store"]).mean().to_dict() | {"all": satisfied.mean()}
