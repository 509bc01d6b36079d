"""Your function writes row numbers where the names should be. In a row of iterrows, .name is the number of the row, not the column "name".

Fails: tows_options_values, tows_options_ties
"""


def tows_options(factors):
    inside = factors[factors["type"].isin(["S", "W"])]
    outside = factors[factors["type"].isin(["O", "T"])]
    options = []
    for _, ours in inside.iterrows():
        for _, theirs in outside.iterrows():
            score = ours.weight * theirs.weight
            if score >= 12:
                options.append((-score, ours.type + theirs.type, ours.name, theirs.name, score))
    return [f"{label}:{a}×{b}={score}" for _, label, a, b, score in sorted(options)]
