"""Your function sorts options with equal scores by the internal name first. The label comes before the names.

Fails: tows_options_values, tows_options_ties
"""


def tows_options(factors):
    rows = list(zip(factors["type"], factors["name"], factors["weight"]))
    options = [
        (-ours * theirs, name, other, kind + outer)
        for kind, name, ours in rows
        for outer, other, theirs in rows
        if kind in ("S", "W") and outer in ("O", "T") and ours * theirs >= 12
    ]
    return [f"{label}:{name}×{other}={-score}" for score, name, other, label in sorted(options)]
