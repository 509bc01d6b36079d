"""Your function sorts options with equal scores by their whole text, so the sign × counts too. Compare the label, then the internal name, then the external one.

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
                label = ours.type + theirs.type
                options.append((-score, f"{label}:{ours.name}×{theirs.name}={score}"))
    return [text for _, text in sorted(options)]
