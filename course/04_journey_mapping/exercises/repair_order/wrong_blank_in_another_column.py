"""Your function leaves out a touchpoint because another column is blank. Only a missing CSAT keeps it from being ranked.

Fails: repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.dropna()
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
