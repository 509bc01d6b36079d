"""Your function writes row numbers where the names should be. In a row of iterrows, .name is the number of the row, not the column "name".

Fails: tows_options_values, tows_options_ties
"""


def tows_options(factors):
    a, b = factors[factors["type"].isin(["S", "W"])], factors[factors["type"].isin(["O", "T"])]
    p = a.merge(b, how="cross", suffixes=("", "_o"))
    p["s"] = p["weight"] * p["weight_o"]
    p["l"] = p["type"] + p["type_o"]
    p = p[p["s"] >= 12].sort_values(
        ["s", "l", "name", "name_o"], ascending=[False, True, True, True]
    )
    return [f"{r.l}:{r.name}×{r.name_o}={r.s}" for _, r in p.iterrows()]
