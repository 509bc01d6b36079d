"""Your function divides the mean rating by 5. CSAT counts people: what share of them rated 4 or 5?

Fails: csat_by_store_values, csat_by_store_empty_groups
"""


def csat_by_store(survey):
    result = (survey.groupby("store")["csat"].mean() / 5 * 100).to_dict()
    return result | {"all": survey["csat"].mean() / 5 * 100}
