"""Your function returns the ranking with the names as keys. The task asks for a list of pairs, with the largest shortfall first.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["shortfall", "touchpoint"], ascending=[False, True])
    return {
        "ranked": dict(zip(known["touchpoint"], known["shortfall"])),
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
