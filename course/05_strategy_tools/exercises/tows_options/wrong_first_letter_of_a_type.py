"""Your function reads only the first letter of a type. Another text, such as Sales, takes no part.

Fails: tows_options_ties
"""


def tows_options(factors):
    inside = factors[factors["type"].str[0].isin(["S", "W"])]
    outside = factors[factors["type"].str[0].isin(["O", "T"])]
    options = []
    for ours in inside.itertuples():
        for theirs in outside.itertuples():
            score = ours.weight * theirs.weight
            if score >= 12:
                label = ours.type[0] + theirs.type[0]
                options.append((-score, label, ours.name, theirs.name, score))
    return [f"{label}:{a}×{b}={score}" for _, label, a, b, score in sorted(options)]
