"""Takes out the worst again and again."""


def repair_order(scores, target):
    left = {}
    for name, visits, csat in zip(scores["touchpoint"], scores["visits"], scores["csat"]):
        if csat >= target:
            left[name] = 0.0
        elif csat < target:
            left[name] = visits * (target - csat) / 100
    unscored = sorted(set(scores["touchpoint"]) - set(left))
    ranked = []
    while left:
        worst = max(left.values())
        name = min(name for name in left if left[name] == worst)
        ranked.append([name, left.pop(name)])
    return {"ranked": ranked, "unscored": unscored}
