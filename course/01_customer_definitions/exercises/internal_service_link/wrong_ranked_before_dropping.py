"""The columns were ranked before the incomplete departments had gone. Those took up places: drop them first.

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    inside = departments["internal_score"].rank()[both.index]
    outside = departments["external_csat"].rank()[both.index]
    return inside.corr(outside)
