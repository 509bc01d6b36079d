"""Your function multiplies the result by 100. A correlation is a number between -1 and 1, not a percentage.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return 100 * both["internal_score"].rank().corr(both["external_csat"].rank())
