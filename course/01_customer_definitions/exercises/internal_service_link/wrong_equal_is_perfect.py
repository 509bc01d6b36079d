"""Your function returns 1 when all values in a column are equal, as if the two orders agreed perfectly. There is no order to compare then, so the result should be missing (NaN).

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    link = both["internal_score"].rank().corr(both["external_csat"].rank())
    return link if link == link else 1.0
