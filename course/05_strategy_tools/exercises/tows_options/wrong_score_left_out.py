"""Your function leaves the score out of the texts. Put it at the end, after an equals sign.

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
                text = f"{label}:{ours.name}×{theirs.name}"
                options.append((*(-score, label, ours.name, theirs.name), text))
    ranked = sorted(options)
    return [text for *_, text in ranked]
