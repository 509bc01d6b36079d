"""A touchpoint above the target counts as if it were as far below. Better than asked for is no shortfall.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    shortfall = known["visits"] * (target - known["csat"]).abs() / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
