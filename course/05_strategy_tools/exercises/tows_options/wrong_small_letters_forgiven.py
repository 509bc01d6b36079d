"""Your function pairs a type that is written with a small letter. Only S, W, O and T take part.

Fails: tows_options_ties
"""


def tows_options(factors):
    inside = factors[factors["type"].str.upper().isin(["S", "W"])]
    outside = factors[factors["type"].str.upper().isin(["O", "T"])]
    options = []
    for ours in inside.itertuples():
        for theirs in outside.itertuples():
            score = ours.weight * theirs.weight
            if score >= 12:
                label = (ours.type + theirs.type).upper()
                options.append((-score, label, ours.name, theirs.name, score))
    return [f"{label}:{a}×{b}={score}" for _, label, a, b, score in sorted(options)]
