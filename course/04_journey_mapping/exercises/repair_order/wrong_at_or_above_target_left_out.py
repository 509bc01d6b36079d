"""Your function leaves out all touchpoints with a shortfall of 0. The task lists them too.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    d = scores[scores["csat"] < target]
    d = d.assign(s=d["visits"] * (target - d["csat"]) / 100).sort_values(
        ["s", "touchpoint"], ascending=[False, True]
    )
    return {
        "ranked": d[["touchpoint", "s"]].values.tolist(),
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
