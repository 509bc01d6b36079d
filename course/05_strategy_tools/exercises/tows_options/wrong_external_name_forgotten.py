"""Your function leaves options with the same score, label and internal name in the order of the table. The external name comes last, but it counts.

Fails: tows_options_ties
"""


def tows_options(factors):
    rows = list(zip(factors["type"], factors["name"], factors["weight"]))
    options = [
        (-ours * theirs, kind + outer, name, other)
        for kind, name, ours in rows
        for outer, other, theirs in rows
        if kind in ("S", "W") and outer in ("O", "T") and ours * theirs >= 12
    ]
    options.sort(key=lambda one: one[:3])
    return [f"{label}:{name}×{other}={-score}" for score, label, name, other in options]
