"""Your function ignores capital letters when it sorts the touchpoints without a CSAT. The task asks for the order that `sorted` gives, in which all capital letters come first.

Fails: repair_order_unscored
"""


def repair_order(scores, target):
    known = scores.dropna(subset=["csat"])
    shortfall = known["visits"] * (target - known["csat"]).clip(lower=0) / 100
    pairs = [list(pair) for pair in zip(known["touchpoint"], shortfall)]
    return {
        "ranked": sorted(pairs, key=lambda pair: (-pair[1], pair[0])),
        "unscored": sorted(scores.loc[scores["csat"].isna(), "touchpoint"], key=str.lower),
    }
