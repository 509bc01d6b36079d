"""Your function loses the sign. A negative correlation means that the two orders run in opposite directions.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return abs(both["internal_score"].rank().corr(both["external_csat"].rank()))
