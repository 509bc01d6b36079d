"""Your function rounds the shortfalls before it sorts them, so nearly equal ones become equal. Sort by the unrounded shortfalls.

Fails: repair_order_values
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    shortfall = (known["visits"] * (target - known["csat"]).clip(lower=0) / 100).round(1)
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
