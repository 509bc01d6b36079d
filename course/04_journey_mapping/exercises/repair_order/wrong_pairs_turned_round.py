"""Your function returns the pairs the wrong way round. The touchpoint comes first, then its shortfall.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(known["shortfall"], known["touchpoint"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
