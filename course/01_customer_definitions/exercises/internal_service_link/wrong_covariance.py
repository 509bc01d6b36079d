"""Your function returns the covariance of the ranks, which grows with the number of departments. A correlation is the covariance divided by both standard deviations.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return both["internal_score"].rank().cov(both["external_csat"].rank())
