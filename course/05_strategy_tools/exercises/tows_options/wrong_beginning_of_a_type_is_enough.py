"""Your function pairs rows whose type only begins with S, W, O or T. Compare the whole text of the type.

Fails: tows_options_ties
"""


def tows_options(factors):
    inside = factors[factors["type"].str.startswith(("S", "W"))]
    outside = factors[factors["type"].str.startswith(("O", "T"))]
    options = []
    for ours in inside.itertuples():
        for theirs in outside.itertuples():
            score = ours.weight * theirs.weight
            if score >= 12:
                label = ours.type + theirs.type
                options.append((-score, label, ours.name, theirs.name, score))
    return [f"{label}:{a}×{b}={score}" for _, label, a, b, score in sorted(options)]
