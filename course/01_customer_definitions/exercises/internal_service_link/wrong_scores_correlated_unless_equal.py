"""Your function correlates the scores themselves. The task compares the order of the departments, so rank both columns first.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    d = departments.dropna(subset=["internal_score", "external_csat"])
    if len(d) < 3 or d["internal_score"].nunique() == 1 or d["external_csat"].nunique() == 1:
        return float("nan")
    return d["internal_score"].corr(d["external_csat"])
