"""Your function uses the short formula with squared differences, which is valid only without ties. Correlate the ranks instead.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    d = departments.dropna(subset=["internal_score", "external_csat"])
    n = len(d)
    if n < 3 or d["internal_score"].nunique() == 1 or d["external_csat"].nunique() == 1:
        return float("nan")
    x = d["internal_score"].rank() - d["external_csat"].rank()
    return 1 - 6 * (x**2).sum() / (n * (n * n - 1))
