"""Your function leaves out a shop that has no ratings, so a reader would not know that it exists. Report its CSAT as missing (NaN).

Fails: csat_by_store_empty_groups
"""


def csat_by_store(survey):
    valid = survey.dropna(subset=["csat"])
    satisfied = valid["csat"].ge(4) * 100.0
    return satisfied.groupby(valid["store"]).mean().to_dict() | {"all": satisfied.mean()}
