"""Your function ranks the columns before it drops the incomplete departments, so those still take up places. Drop them first.

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    inside = departments["internal_score"].rank()[both.index]
    outside = departments["external_csat"].rank()[both.index]
    return inside.corr(outside)
