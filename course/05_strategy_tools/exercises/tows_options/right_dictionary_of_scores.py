"""Keeps the scores in a dictionary and sorts its items."""


def tows_options(factors):
    scores = {}
    for a in factors.to_dict("records"):
        for b in factors.to_dict("records"):
            if a["type"] in ("S", "W") and b["type"] in ("O", "T"):
                points = a["weight"] * b["weight"]
                if points >= 12:
                    scores[a["type"] + b["type"], a["name"], b["name"]] = points
    names = sorted(scores)
    names = sorted(names, key=lambda one: scores[one], reverse=True)
    return [f"{one[0]}:{one[1]}×{one[2]}={int(scores[one])}" for one in names]
