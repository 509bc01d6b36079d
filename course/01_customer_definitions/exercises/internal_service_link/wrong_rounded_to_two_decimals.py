"""Your function rounds the result to two decimal places. Give three, or do not round at all.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return round(both["internal_score"].rank().corr(both["external_csat"].rank()), 2)
