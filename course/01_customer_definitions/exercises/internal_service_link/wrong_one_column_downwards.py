"""Your function ranks one column from high to low, which reverses the sign. Rank both columns in the same direction.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return both["internal_score"].rank(ascending=False).corr(both["external_csat"].rank())
