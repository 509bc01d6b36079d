"""Your function returns the parts of each option as separate entries. Join the parts into one text.

Fails: tows_options_values, tows_options_ties
"""


def tows_options(factors):
    inside = factors[factors["type"].isin(["S", "W"])]
    outside = factors[factors["type"].isin(["O", "T"])]
    options = []
    for ours in inside.itertuples():
        for theirs in outside.itertuples():
            label = ours.type + theirs.type
            score = ours.weight * theirs.weight
            if score >= 12:
                text = f"{label}:{ours.name}×{theirs.name}={score}"
                options.append((*(-score, label, ours.name, theirs.name), text))
    ranked = sorted(options)
    return [[label, a, b, -score] for score, label, a, b, _ in ranked]
