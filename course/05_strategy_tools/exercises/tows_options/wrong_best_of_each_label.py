"""Your function keeps only one option for each label. The task asks for every pair with a score of 12 or more.

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
                text = f"{label}:{ours.name}×{theirs.name}={score}"
                options.append((*(-score, label, ours.name, theirs.name), text))
    ranked = sorted(options)
    return list({text[:2]: text for *_, text in reversed(ranked)}.values())[::-1]
