"""Equal values share a place, and no place is left out after them. They share the average of the places that they would fill.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return (
        both["internal_score"].rank(method="dense").corr(both["external_csat"].rank(method="dense"))
    )
