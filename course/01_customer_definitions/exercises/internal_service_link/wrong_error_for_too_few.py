"""Your function stops with an error when there are too few departments. The task asks for a missing value (NaN).

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        raise ValueError("too few departments")
    return both["internal_score"].rank().corr(both["external_csat"].rank())
