"""Three departments with both scores are enough by the rule. Only with fewer is the result missing.

Fails: internal_service_link_values
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) <= 3:
        return float("nan")
    return both["internal_score"].rank().corr(both["external_csat"].rank())
