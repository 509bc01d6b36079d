"""The finished texts are sorted, so the label decides before the score. Sort by the score first, and make the texts last.

Fails: tows_options_values
"""


def tows_options(factors):
    options = []
    for _, ours in factors[factors["type"].isin(["S", "W"])].iterrows():
        for _, theirs in factors[factors["type"].isin(["O", "T"])].iterrows():
            score = ours["weight"] * theirs["weight"]
            if score >= 12:
                label = ours["type"] + theirs["type"]
                options.append(f"{label}:{ours['name']}×{theirs['name']}={score}")
    return sorted(options)
