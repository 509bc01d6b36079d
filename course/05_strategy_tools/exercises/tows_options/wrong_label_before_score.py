"""Your function sorts the options by label first. Sort by score first, whatever the label.

Fails: tows_options_values
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
                options.append((*(label, -score, ours.name, theirs.name), text))
    ranked = sorted(options)
    return [text for *_, text in ranked]
