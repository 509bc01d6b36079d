"""Your function returns 0 for a shop without ratings, as if everybody there were dissatisfied. Nobody has answered, so the value is missing (NaN).

Fails: csat_by_store_empty_groups
"""


def csat_by_store(survey):
    rated = survey["csat"].notna()
    satisfied = survey["csat"].ge(4).where(rated).astype(float) * 100
    result = satisfied.groupby(survey["store"]).mean().fillna(0)
    return result.to_dict() | {"all": satisfied.mean()}
