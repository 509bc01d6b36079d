"""Your function returns 0 when there are too few departments, which would mean that there is no link. Nothing is known then, so the result should be missing (NaN).

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return 0.0
    return both["internal_score"].rank().corr(both["external_csat"].rank())
