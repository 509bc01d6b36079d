"""A department that meets no customers is given an external score of 0. It has none: leave it out.

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.fillna({"external_csat": 0}).dropna(subset=["internal_score"])
    if len(departments.dropna(subset=["internal_score", "external_csat"])) < 3:
        return float("nan")
    return both["internal_score"].rank().corr(both["external_csat"].rank())
