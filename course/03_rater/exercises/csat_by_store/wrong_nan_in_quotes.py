"""Your function returns a missing share as text. Return NaN itself (np.nan), because text cannot be used in calculations.

Fails: csat_by_store_empty_groups
"""


def csat_by_store(survey):
    rated = survey["csat"].notna()
    satisfied = survey["csat"].ge(4).where(rated).astype(float) * 100
    result = satisfied.groupby(survey["store"]).mean().to_dict() | {"all": satisfied.mean()}
    return {store: "NaN" if share != share else share for store, share in result.items()}
