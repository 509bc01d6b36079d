"""Your function correlates the scores themselves. The task compares the order of the departments, so rank both columns first.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return both["internal_score"].corr(both["external_csat"])
