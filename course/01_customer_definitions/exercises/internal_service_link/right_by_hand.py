"""Centres the ranks and divides, all by hand."""

import math


def internal_service_link(departments):
    pairs = []
    for inside, outside in zip(departments["internal_score"], departments["external_csat"]):
        if not math.isnan(inside) and not math.isnan(outside):
            pairs.append((inside, outside))
    if len(pairs) < 3:
        return float("nan")

    def ranks(values):
        return [
            sum(other < value for other in values)
            + (sum(other == value for other in values) + 1) / 2
            for value in values
        ]

    first = ranks([pair[0] for pair in pairs])
    second = ranks([pair[1] for pair in pairs])
    middle = (len(pairs) + 1) / 2
    above = sum((a - middle) * (b - middle) for a, b in zip(first, second))
    below = sum((a - middle) ** 2 for a in first) * sum((b - middle) ** 2 for b in second)
    return above / math.sqrt(below) if below else float("nan")
