"""Turns fractions round by an exponent."""


def scorecard_index(measures):
    exponent = measures["higher"] * 2 - 1
    ratio = (measures["actual"] / measures["target"]).astype(float) ** exponent
    score = ratio.clip(upper=1.2).mul(100)
    perspective = measures["perspective"]
    mean = score.groupby(perspective).mean()
    weight = measures["weight"].groupby(perspective).max().where(mean.notna())
    missing = [name for name in mean.index if mean[name] != mean[name]]
    return {"index": mean.mul(weight).sum(min_count=1) / weight.sum(), "missing": sorted(missing)}
