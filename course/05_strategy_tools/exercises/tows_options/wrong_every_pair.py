"""Your function pairs every factor with every other one. An option needs an internal factor first and an external one second.

Fails: tows_options_values, tows_options_ties
"""


def tows_options(factors):
    options = []
    for ours in factors.itertuples():
        for theirs in factors.itertuples():
            score = ours.weight * theirs.weight
            if ours.name != theirs.name and score >= 12:
                options.append((-score, ours.type + theirs.type, ours.name, theirs.name, score))
    return [f"{label}:{a}×{b}={score}" for _, label, a, b, score in sorted(options)]
