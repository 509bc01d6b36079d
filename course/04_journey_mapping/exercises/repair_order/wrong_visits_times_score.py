"""The satisfied contacts are counted and the fewest come first, so quiet places look worst. Count those that are missing from the target.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    shortfall = known["visits"] * known["csat"] / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
