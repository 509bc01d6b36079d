"""Your function returns the mean distance between the ranks, which grows with the number of departments. The task asks for the correlation of the ranks.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    if both["internal_score"].nunique() < 2 or both["external_csat"].nunique() < 2:
        return float("nan")
    return (both["internal_score"].rank() - both["external_csat"].rank()).abs().mean()
