"""Loops over the groups with plain Python numbers, rounded."""

import math


def claim_intervals(offers):
    z = 1.96
    result = {}
    for group in offers["group"].unique():
        answers = offers[offers["group"] == group]["bought"].dropna()
        n = len(answers)
        if n == 0:
            result[group] = [float("nan"), float("nan"), float("nan")]
            continue
        p = answers.sum() / n
        centre = p + z**2 / (2 * n)
        half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low = (centre - half) / (1 + z**2 / n)
        high = (centre + half) / (1 + z**2 / n)
        result[group] = [round(100 * p, 1), round(100 * low, 1), round(100 * high, 1)]
    return result
