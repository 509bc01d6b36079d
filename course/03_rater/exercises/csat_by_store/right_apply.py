"""Applies a function to each group of ratings."""


def csat_by_store(survey):
    def csat(ratings):
        return ratings.dropna().ge(4).mean() * 100

    result = {}
    for store, rows in survey.groupby("store"):
        result[store] = round(csat(rows["csat"]), 1)
    result["all"] = round(csat(survey["csat"]), 1)
    return result
