"""Your function ranks touchpoints without a CSAT as if they had reached the target. They cannot be ranked, so leave them out of the ranking.

Fails: repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.assign(csat=scores["csat"].fillna(target))
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
