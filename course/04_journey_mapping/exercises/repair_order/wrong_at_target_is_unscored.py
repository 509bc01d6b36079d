"""Your function moves touchpoints at or above the target to the unscored ones. They have a CSAT, so rank them with a shortfall of 0.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    below = scores[scores["csat"] < target]
    shortfall = below["visits"] * (target - below["csat"]) / 100
    below = below.assign(shortfall=shortfall)
    below = below.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(below["touchpoint"], below["shortfall"])],
        "unscored": sorted(
            scores.loc[~scores["touchpoint"].isin(below["touchpoint"]), "touchpoint"]
        ),
    }
