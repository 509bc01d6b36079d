"""Touchpoints without a score stand at the end of the ranking. Last means best; they have no place in it.

Fails: repair_order_unscored
"""


def repair_order(scores, target):
    known = scores
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
