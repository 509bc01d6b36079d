"""Sums and counts in dictionaries."""

import math


def weighted_satisfaction(sample, base_share):
    total = {}
    number = {}
    for segment, rating in zip(sample["segment"], sample["csat"]):
        if rating is None or math.isnan(rating):
            continue
        total[segment] = total.get(segment, 0) + rating
        number[segment] = number.get(segment, 0) + 1
    mean = 0
    for segment, share in base_share.items():
        if segment not in number:
            raise ValueError(f"no answers: {segment}")
        mean += share * total[segment] / number[segment]
    return mean
