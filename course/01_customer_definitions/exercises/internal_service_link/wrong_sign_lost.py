"""The sign is gone. A correlation below zero says that the two orders run against each other.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return abs(both["internal_score"].rank().corr(both["external_csat"].rank()))
