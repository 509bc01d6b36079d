"""Your function sorts by label and names, so the score plays no part in the order. Sort by score first, and write the texts last.

Fails: tows_options_values, tows_options_ties
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
