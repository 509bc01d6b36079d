"""Averages a yes/no column per group, blanks dropped first."""


def csat_by_store(survey):
    valid = survey.dropna(subset=["csat"])
    satisfied = valid["csat"] >= 4
    stores = survey["store"].unique()
    result = {store: 100 * satisfied[valid["store"] == store].mean() for store in stores}
    result["all"] = 100 * satisfied.mean()
    return result
