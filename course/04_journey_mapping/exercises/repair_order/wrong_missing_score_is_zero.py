"""Your function ranks a touchpoint without a CSAT as if nobody were satisfied there. Nobody was asked, so list it only under "unscored".

Fails: repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.fillna({"csat": 0})
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
