"""Your function puts the external name first. The internal name comes first, as in the label.

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
                text = f"{label}:{theirs.name}×{ours.name}={score}"
                options.append((*(-score, label, theirs.name, ours.name), text))
    ranked = sorted(options)
    return [text for *_, text in ranked]
