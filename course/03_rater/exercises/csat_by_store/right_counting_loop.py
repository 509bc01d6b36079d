"""Counts in a plain loop and divides at the end, rounded to one decimal."""


def csat_by_store(survey):
    satisfied, valid = {"all": 0}, {"all": 0}
    for store, rating in zip(survey["store"], survey["csat"]):
        for group in (store, "all"):
            satisfied.setdefault(group, 0)
            valid.setdefault(group, 0)
            if rating == rating:
                valid[group] += 1
                satisfied[group] += rating in (4, 5)
    return {
        group: round(100 * satisfied[group] / valid[group], 1) if valid[group] else float("nan")
        for group in valid
    }
