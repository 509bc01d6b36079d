"""Your function rounds the result to one decimal place, which is too coarse here. Give three decimal places, or do not round at all.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return round(both["internal_score"].rank().corr(both["external_csat"].rank()), 1)
