"""Your function ignores capital letters when it sorts options that differ in the external name only. The task asks for the order that sorted gives, with capitals first.

Fails: tows_options_ties
"""


def tows_options(factors):
    inside = factors[factors["type"].isin(["S", "W"])]
    outside = factors[factors["type"].isin(["O", "T"])]
    options = []
    for ours in inside.itertuples():
        for theirs in outside.itertuples():
            score = ours.weight * theirs.weight
            if score >= 12:
                options.append((-score, ours.type + theirs.type, ours.name, theirs.name))
    ranked = sorted(options, key=lambda one: (*one[:3], one[3].lower()))
    return [f"{label}:{a}×{b}={-minus}" for minus, label, a, b in ranked]
