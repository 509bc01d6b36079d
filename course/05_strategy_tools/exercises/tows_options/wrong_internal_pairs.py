"""Your function pairs strengths with weaknesses as well. An option needs one internal and one external factor.

Fails: tows_options_values, tows_options_ties
"""


def tows_options(factors):
    options = []
    for ours in factors.itertuples():
        for theirs in factors.itertuples():
            label = ours.type + theirs.type
            score = ours.weight * theirs.weight
            if label in ("SO", "ST", "WO", "WT", "SW") and score >= 12:
                options.append((-score, label, ours.name, theirs.name, score))
    return [f"{label}:{a}×{b}={score}" for _, label, a, b, score in sorted(options)]
