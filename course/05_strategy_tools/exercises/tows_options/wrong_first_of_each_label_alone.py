"""Your function keeps only one option for each label. The task asks for every pair with a score of 12 or more.

Fails: tows_options_values, tows_options_ties
"""


def tows_options(factors):
    options = []
    for ours in factors.itertuples():
        for theirs in factors.itertuples():
            score = ours.weight * theirs.weight
            if ours.type in ("S", "W") and theirs.type in ("O", "T") and score >= 12:
                options.append((-score, ours.type + theirs.type, ours.name, theirs.name))
    best = {}
    for score, label, name, other in sorted(options):
        best.setdefault(label, f"{label}:{name}×{other}={-score}")
    return list(best.values())
