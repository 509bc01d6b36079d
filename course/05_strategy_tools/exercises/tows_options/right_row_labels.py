"""Looks every row up by its own label."""


def tows_options(factors):
    found = []
    for i in factors.index:
        for j in factors.index:
            ours, theirs = factors.loc[i], factors.loc[j]
            if ours["type"] in ("S", "W") and theirs["type"] in ("O", "T"):
                score = ours["weight"] * theirs["weight"]
                if score >= 12:
                    label = ours["type"] + theirs["type"]
                    found.append((-score, label, ours["name"], theirs["name"]))
    return [f"{label}:{one}×{other}={-score}" for score, label, one, other in sorted(found)]
