"""Your function fills a blank with the mean, which makes up a score. Leave out departments that lack either score.

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    scores = departments[["internal_score", "external_csat"]]
    if len(scores.dropna()) < 3:
        return float("nan")
    scores = scores.fillna(scores.mean()).rank()
    return scores["internal_score"].corr(scores["external_csat"])
