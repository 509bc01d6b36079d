"""Your function rounds the CSAT before it ranks. Values that differ by less than one then share a rank.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return both["internal_score"].rank().corr(both["external_csat"].round().rank())
