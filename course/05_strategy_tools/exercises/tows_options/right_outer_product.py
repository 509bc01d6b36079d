"""Multiplies the weights with numpy."""

import numpy as np


def tows_options(factors):
    ours = factors[factors["type"].isin(list("SW"))].sort_values(["type", "name"])
    theirs = factors[factors["type"].isin(list("OT"))].sort_values(["type", "name"])
    scores = np.outer(ours["weight"].to_numpy(int), theirs["weight"].to_numpy(int))
    result = []
    for score in range(25, 11, -1):
        places = np.argwhere(scores == score)
        named = []
        for i, j in places:
            a, b = ours.iloc[i], theirs.iloc[j]
            named.append((a["type"] + b["type"], a["name"], b["name"]))
        result += [f"{label}:{a}×{b}={score}" for label, a, b in sorted(named)]
    return result
