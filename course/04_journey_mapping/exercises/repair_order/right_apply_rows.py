"""Applies a helper to each row and lists by index."""

import math


def shortfall(row, target):
    if row["csat"] >= target:
        return 0
    return row["visits"] * (target - row["csat"]) / 100


def repair_order(scores, target):
    names = sorted(scores["touchpoint"])
    lookup = {row["touchpoint"]: row for _, row in scores.iterrows()}
    without = [name for name in names if math.isnan(lookup[name]["csat"])]
    pairs = [[name, shortfall(lookup[name], target)] for name in names if name not in without]
    pairs.sort(key=lambda pair: pair[1], reverse=True)
    return {"ranked": pairs, "unscored": without}
