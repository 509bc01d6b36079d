"""Your function gives an external score of 0 to a department that meets no customers. That department has no such score, so leave it out.

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.fillna({"external_csat": 0}).dropna(subset=["internal_score"])
    if len(departments.dropna(subset=["internal_score", "external_csat"])) < 3:
        return float("nan")
    return both["internal_score"].rank().corr(both["external_csat"].rank())
