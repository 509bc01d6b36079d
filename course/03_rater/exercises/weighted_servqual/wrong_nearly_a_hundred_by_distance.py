"""Your function keeps people whose points nearly add up to 100. The task says exactly 100.

Fails: weighted_servqual_rejected
"""


def weighted_servqual(weights):
    per = (weights["points"] / 100 * weights["gap"]).groupby(weights["resp"]).sum()
    t = weights.groupby("resp")["points"].sum()
    ok = (t - 100).abs() <= 1
    return {"score": per[ok].mean(), "rejected": (~ok).sum()}
