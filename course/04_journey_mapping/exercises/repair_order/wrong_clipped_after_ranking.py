"""Your function ranks the touchpoints first, and only then sets negative shortfalls to 0. All touchpoints at or above the target are equal, so set them to 0 before you rank.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    shortfall = known["visits"] * (target - known["csat"]) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    pairs = zip(known["touchpoint"], known["shortfall"].clip(lower=0))
    return {
        "ranked": [list(pair) for pair in pairs],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
