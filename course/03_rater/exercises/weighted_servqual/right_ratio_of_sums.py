"""One sum over all valid rows: everybody in it has handed out the same 100 points."""


def weighted_servqual(weights):
    valid = weights.groupby("resp")["points"].transform("sum") == 100
    kept, rejected = weights[valid], weights[~valid]
    score = (kept["points"] * kept["gap"]).sum() / kept["points"].sum()
    return {"score": score, "rejected": rejected["resp"].nunique()}
