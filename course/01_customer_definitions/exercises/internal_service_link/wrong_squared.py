"""Your function squares the correlation, which loses its sign and makes it smaller. The task asks for the correlation itself.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return both["internal_score"].rank().corr(both["external_csat"].rank()) ** 2
