"""Your function drops a factor because of a blank in a column that does not matter. Only type, name and weight matter here.

Fails: tows_options_ties
"""


def tows_options(factors):
    rows = factors.dropna().to_dict("records")
    pairs = [
        (
            -ours["weight"] * theirs["weight"],
            ours["type"] + theirs["type"],
            ours["name"],
            theirs["name"],
        )
        for ours in rows
        for theirs in rows
        if ours["type"] in ("S", "W") and theirs["type"] in ("O", "T")
    ]
    strong = sorted(pair for pair in pairs if pair[0] <= -12)
    return [f"{label}:{ours}×{theirs}={-score}" for score, label, ours, theirs in strong]
