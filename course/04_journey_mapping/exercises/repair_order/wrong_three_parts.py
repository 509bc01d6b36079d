"""Your function lists three things for each touchpoint. The task asks for pairs: the name and the shortfall.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [
            list(row) for row in zip(known["touchpoint"], known["visits"], known["shortfall"])
        ],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
