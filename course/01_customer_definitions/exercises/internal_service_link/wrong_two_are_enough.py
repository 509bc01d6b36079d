"""Your function works out a correlation for only two departments, which always agree or disagree perfectly. The task asks for a missing value (NaN) when fewer than three are left.

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    return both["internal_score"].rank().corr(both["external_csat"].rank())
