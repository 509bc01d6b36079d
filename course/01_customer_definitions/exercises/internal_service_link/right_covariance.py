"""Covariance of the ranks over their standard deviations."""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    x, y = both["internal_score"].rank(), both["external_csat"].rank()
    if len(both) < 3 or x.std() == 0 or y.std() == 0:
        return float("nan")
    return ((x - x.mean()) * (y - y.mean())).sum() / (len(both) - 1) / (x.std() * y.std())
