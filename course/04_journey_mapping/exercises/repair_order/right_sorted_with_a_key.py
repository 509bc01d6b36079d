"""Builds pairs in a loop and sorts them with a key."""


def repair_order(scores, target):
    ranked, unscored = [], []
    for row in scores.itertuples():
        if row.csat != row.csat:
            unscored.append(row.touchpoint)
        else:
            ranked.append((row.touchpoint, row.visits * max(0, target - row.csat) / 100))
    ranked = sorted(ranked, key=lambda pair: (-pair[1], pair[0]))
    return {"ranked": ranked, "unscored": sorted(unscored)}
