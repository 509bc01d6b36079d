"""It gives numbers of satisfied people, not shares of those who rated, in per cent.

Fails: csat_by_store_values, csat_by_store_empty_groups
"""


def csat_by_store(survey):
    satisfied = survey["csat"] >= 4
    return satisfied.groupby(survey["store"]).sum().to_dict() | {"all": satisfied.sum()}
