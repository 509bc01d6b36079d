"""The touchpoints are ranked by their scores alone. A bad score that few people meet may weigh less than a middling one that many meet.

Fails: repair_order_values, repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    known = known.assign(shortfall=shortfall)
    known = known.sort_values(["csat", "touchpoint"])
    return {
        "ranked": [list(pair) for pair in zip(known["touchpoint"], known["shortfall"])],
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"]),
    }
