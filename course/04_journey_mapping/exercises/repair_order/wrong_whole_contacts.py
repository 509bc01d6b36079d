"""Your function rounds the shortfalls to whole contacts. Round only when you print, or not at all.

Fails: repair_order_values
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    shortfall = (known["visits"] * (target - known["csat"]).clip(lower=0) / 100).round()
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
