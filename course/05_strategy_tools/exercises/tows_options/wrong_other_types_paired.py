"""Rows of another type are paired as if they were external. Not every row that is neither S nor W is an O or a T.

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
