"""Your function treats three departments with both scores as too few. The task asks for a missing value (NaN) only when fewer than three are left.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) <= 3:
        return float("nan")
    return both["internal_score"].rank().corr(both["external_csat"].rank())
