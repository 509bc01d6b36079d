"""Your function lets equal values share a place and skips no place after them. They should share the average of the places that they take up.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return (
        both["internal_score"].rank(method="dense").corr(both["external_csat"].rank(method="dense"))
    )
