"""Your function gives all equal values the highest of their places. They should share the average of those places.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return both["internal_score"].rank(method="max").corr(both["external_csat"].rank(method="max"))
