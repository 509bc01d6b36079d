"""Marks valid rows with transform and sums what is left."""


def weighted_servqual(weights):
    total = weights.groupby("resp")["points"].transform("sum")
    kept = weights[total == 100]
    people = (kept["points"] * kept["gap"] / 100).groupby(kept["resp"]).sum()
    rejected = weights["resp"].nunique() - people.size
    return {"rejected": rejected, "score": round(people.mean(), 3)}
