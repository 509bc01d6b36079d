"""The score is right, but your function returns the share of people rejected. The task asks how many there are.

Fails: weighted_servqual_values, weighted_servqual_rejected
"""


def weighted_servqual(weights):
    p = weights.groupby("resp")["points"].sum()
    s = (weights["points"] / 100 * weights["gap"]).groupby(weights["resp"]).sum()
    ok = p == 100
    return {"score": s[ok].mean(), "rejected": 100 * (~ok).mean() if len(ok) else 0}
