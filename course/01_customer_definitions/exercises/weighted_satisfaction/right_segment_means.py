"""Adds up base share times segment mean."""


def weighted_satisfaction(sample, base_share):
    answers = sample.dropna(subset=["csat"])
    means = answers.groupby("segment")["csat"].mean()
    result = 0
    for segment in base_share:
        if segment not in means.index:
            raise ValueError("no answers: " + segment)
        result = result + base_share[segment] * means[segment]
    return result
