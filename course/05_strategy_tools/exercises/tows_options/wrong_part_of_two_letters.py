"""Your function asks whether a type is a part of the text "SW". So is the empty text, and "SW" itself, but neither of them is a single letter.

Fails: tows_options_ties
"""


def tows_options(factors):
    internal, external = "SW", "TO"
    options = []
    for ours in factors.itertuples():
        for theirs in factors.itertuples():
            score = ours.weight * theirs.weight
            if ours.type in internal and theirs.type in external and score >= 12:
                options.append((-score, ours.type + theirs.type, ours.name, theirs.name, score))
    return [f"{label}:{a}×{b}={score}" for _, label, a, b, score in sorted(options)]
