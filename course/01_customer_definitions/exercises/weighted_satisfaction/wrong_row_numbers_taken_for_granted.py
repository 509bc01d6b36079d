"""Your function looks up rows by the numbers 0, 1, 2 and so on, but these rows have other numbers. Rows from a larger table keep their old numbers, so loop over the rows themselves.

Fails: weighted_satisfaction_missing_segment
"""


def weighted_satisfaction(sample, base_share):
    ratings = {segment: [] for segment in base_share}
    for i in range(len(sample)):
        segment, csat = sample["segment"][i], sample["csat"][i]
        if segment in ratings and csat == csat:
            ratings[segment].append(csat)
    for segment in base_share:
        if not ratings[segment]:
            raise ValueError(f"no answers: {segment}")
    return sum(share * sum(ratings[s]) / len(ratings[s]) for s, share in base_share.items())
