"""Your function uses the short formula with squared differences, which is valid only without ties. Correlate the ranks instead.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    difference = both["internal_score"].rank() - both["external_csat"].rank()
    number = len(both)
    return 1 - 6 * (difference**2).sum() / (number * (number**2 - 1))
