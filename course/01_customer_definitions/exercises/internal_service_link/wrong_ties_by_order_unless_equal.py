"""Your function gives equal values different places, in the order of the table. They should share the average of their places.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    d = departments[["internal_score", "external_csat"]].dropna()
    if len(d) < 3 or d.nunique().min() < 2:
        return float("nan")
    return d.rank(method="first").corr().iloc[0, 1]
