"""Your function returns the correlation of every column with every column. The task asks for one number, the correlation between the two columns.

Fails: internal_service_link_values, internal_service_link_blanks
"""


def internal_service_link(departments):
    both = departments.dropna(subset=["internal_score", "external_csat"])
    if len(both) < 3:
        return float("nan")
    return both[["internal_score", "external_csat"]].rank().corr()
