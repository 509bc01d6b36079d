"""Your function ranks the touchpoints by CSAT alone. Rank them by their shortfall, because a poor score that affects few people may matter less.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    s = scores.dropna(subset=["csat"])
    s = s.assign(g=(target - s["csat"]).clip(lower=0))
    s = s.assign(x=s["visits"] * s["g"] / 100).sort_values(
        ["g", "touchpoint"], ascending=[False, True]
    )
    return {
        "ranked": [list(p) for p in zip(s["touchpoint"], s["x"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
