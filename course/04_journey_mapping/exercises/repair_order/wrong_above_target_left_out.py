"""Touchpoints above the target are left out. They need no repair, but the list should show that they have been looked at.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    known = known[known["csat"] <= target]
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
