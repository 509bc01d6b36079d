"""Your function gives equal values different places, in the order of the table. They should share the average of their places.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return (
        both["internal_score"].rank(method="first").corr(both["external_csat"].rank(method="first"))
    )
