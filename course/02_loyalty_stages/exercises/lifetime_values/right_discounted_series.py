"""Adds up the discounted margins until nothing more comes."""

import math


def lifetime_values(segments, rate):
    values = {}
    for segment, margin, kept in zip(
        segments["segment"], segments["margin"], segments["retention"]
    ):
        if kept >= 1 + rate:
            raise ValueError("retention too high")
        if math.isnan(margin) or math.isnan(kept):
            values[segment] = float("nan")
            continue
        total, expected = 0.0, margin
        for year in range(1, 2000):
            expected = expected * kept / (1 + rate)
            total += expected
        values[segment] = total
    return values
