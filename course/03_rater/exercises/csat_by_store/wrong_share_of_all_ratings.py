"""Your function divides the satisfied customers of a shop by the ratings of all shops. The base of each shop is its own ratings.

Fails: csat_by_store_values, csat_by_store_empty_groups
"""


def csat_by_store(survey):
    rated = survey.dropna(subset=["csat"])
    result = {}
    for store in survey["store"].unique():
        ratings = rated.loc[rated["store"] == store, "csat"]
        result[store] = 100 * (ratings >= 4).sum() / len(rated) if len(ratings) else None
    result["all"] = 100 * (rated["csat"] >= 4).mean()
    return result
