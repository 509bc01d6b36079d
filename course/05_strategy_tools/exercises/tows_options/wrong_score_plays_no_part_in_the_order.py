"""Your function sorts by label and names, so the score plays no part in the order. Sort by score first, and write the texts last.

Fails: tows_options_values
"""


def tows_options(factors):
    options = []
    for ours in factors.itertuples():
        for theirs in factors.itertuples():
            score = ours.weight * theirs.weight
            if ours.type in ("S", "W") and theirs.type in ("O", "T") and score >= 12:
                options.append((ours.type + theirs.type, ours.name, theirs.name, score))
    return [f"{label}:{name}×{other}={score}" for label, name, other, score in sorted(options)]
