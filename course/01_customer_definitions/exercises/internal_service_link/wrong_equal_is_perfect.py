"""Where a column has no variation the result is 1, as if the orders agreed perfectly. There is no order to compare: that is missing (NaN).

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    link = both["internal_score"].rank().corr(both["external_csat"].rank())
    return link if link == link else 1.0
