"""Your function sorts equal scores in the order in which the lesson names the pairs. The task asks for the labels in alphabetical order.

Fails: tows_options_ties
"""

NAMED = ["SO", "WO", "ST", "WT"]


def tows_options(factors):
    rows = factors.to_dict("records")
    pairs = [
        (
            ours["weight"] * theirs["weight"],
            ours["type"] + theirs["type"],
            ours["name"],
            theirs["name"],
        )
        for ours in rows
        for theirs in rows
        if ours["type"] in ("S", "W") and theirs["type"] in ("O", "T")
    ]
    strong = [pair for pair in pairs if pair[0] >= 12]
    strong.sort(key=lambda pair: (-pair[0], NAMED.index(pair[1]), pair[2], pair[3]))
    return [f"{label}:{ours}×{theirs}={score}" for score, label, ours, theirs in strong]
