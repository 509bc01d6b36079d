"""Weights from shares of the whole sample; strangers get the weight 0."""


def weighted_satisfaction(sample, base_share):
    answers = sample[sample["csat"].notna()].copy()
    count = answers["segment"].value_counts()
    missing = [segment for segment in base_share if count.get(segment, 0) == 0]
    if missing:
        raise ValueError("no answers: " + ", ".join(missing))
    answers["weight"] = [
        base_share.get(segment, 0) / (count[segment] / len(answers))
        for segment in answers["segment"]
    ]
    return round((answers["weight"] * answers["csat"]).sum() / answers["weight"].sum(), 3)
