"""Your function returns 0 when all values in a column are equal. Without differences there is nothing to compare, so the result should be missing (NaN).

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    link = both["internal_score"].rank().corr(both["external_csat"].rank())
    return 0.0 if link != link else link
