"""Your function puts touchpoints without a CSAT at the end of the ranking. They cannot be ranked, so leave them out of it.

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
