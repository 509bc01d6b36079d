"""Your function leaves out touchpoints without visits. They have a CSAT, so list them too, with a shortfall of 0.

Fails: repair_order_unscored
"""


def repair_order(scores, target):
    known = scores[scores["csat"].notna() & (scores["visits"] > 0)]
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
