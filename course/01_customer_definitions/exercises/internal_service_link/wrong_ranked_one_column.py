"""Your function ranks only one of the two columns. A rank correlation compares two orders.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return both["internal_score"].rank().corr(both["external_csat"])
