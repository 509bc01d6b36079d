"""Your function looks up rows by the numbers 0, 1, 2 …, which this table does not have. A table cut from a bigger one keeps its old row numbers, so go through the rows themselves.

Fails: tows_options_ties
"""


def tows_options(factors):
    found = []
    for i in range(len(factors)):
        for j in range(len(factors)):
            ours, theirs = factors.loc[i], factors.loc[j]
            if ours["type"] in ("S", "W") and theirs["type"] in ("O", "T"):
                score = ours["weight"] * theirs["weight"]
                if score >= 12:
                    label = ours["type"] + theirs["type"]
                    found.append((-score, label, ours["name"], theirs["name"]))
    return [f"{label}:{one}×{other}={-score}" for score, label, one, other in sorted(found)]
