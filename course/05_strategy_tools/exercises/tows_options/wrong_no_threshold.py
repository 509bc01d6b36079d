"""Your function lists weak pairs as well. The task asks only for scores of 12 or more.

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
            if True:
                text = f"{label}:{ours.name}×{theirs.name}={score}"
                options.append((*(-score, label, ours.name, theirs.name), text))
    ranked = sorted(options)
    return [text for *_, text in ranked]
