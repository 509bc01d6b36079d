"""Your function drops a department because of a blank in another column. Only the two scores matter.

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna()
    if len(both) < 3:
        return float("nan")
    return both["internal_score"].rank().corr(both["external_csat"].rank())
