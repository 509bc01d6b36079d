"""The shops are right, but your function counts blanks in the denominator of the overall figure. Leave them out there too.

Fails: csat_by_store_empty_groups
"""


def csat_by_store(survey):
    rated = survey["csat"].notna()
    satisfied = survey["csat"].ge(4).where(rated).astype(float) * 100
    result = satisfied.groupby(survey["store"]).mean().to_dict()
    return result | {"all": 100 * (survey["csat"] >= 4).mean()}
