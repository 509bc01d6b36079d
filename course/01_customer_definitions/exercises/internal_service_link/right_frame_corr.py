"""Lets a data frame compute the rank correlation."""


def internal_service_link(departments):
    scores = departments[["internal_score", "external_csat"]].dropna().astype(float)
    if scores.shape[0] < 3:
        return float("nan")
    return scores.corr(method="spearman").iloc[0, 1]
