"""Two departments always agree or disagree perfectly, so their correlation tells nothing. With fewer than three the result is missing.

Fails: internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    return both["internal_score"].rank().corr(both["external_csat"].rank())
