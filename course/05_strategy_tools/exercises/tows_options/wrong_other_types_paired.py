"""Your function pairs rows of another type as if they were external. Only an O or a T is external.

Fails: tows_options_ties
"""


def tows_options(factors):
    inside = factors[factors["type"].isin(["S", "W"])]
    outside = factors[~factors["type"].isin(["S", "W"])]
    options = []
    for ours in inside.itertuples():
        for theirs in outside.itertuples():
            score = ours.weight * theirs.weight
            if score >= 12:
                options.append((-score, ours.type + theirs.type, ours.name, theirs.name, score))
    return [f"{label}:{a}×{b}={score}" for _, label, a, b, score in sorted(options)]
