"""Your function includes departments without both scores when it checks whether there are at least three. Drop them before you count.

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(departments) < 3:
        return float("nan")
    return both["internal_score"].rank().corr(both["external_csat"].rank())
