"""Goes through the four labels with nested loops."""


def tows_options(factors):
    found = []
    for inner in "SW":
        for outer in "OT":
            for _, ours in factors[factors["type"] == inner].iterrows():
                for _, theirs in factors[factors["type"] == outer].iterrows():
                    score = int(ours["weight"]) * int(theirs["weight"])
                    if score >= 12:
                        found.append([-score, inner + outer, ours["name"], theirs["name"]])
    found.sort()
    return [f"{label}:{a}×{b}={-score}" for score, label, a, b in found]
