"""Fills a column of letters by masks, on a copy."""


def swot_letters(factors):
    table = factors[["factor", "inside", "helpful"]].reset_index(drop=True)
    for name in table["factor"]:
        if list(table["factor"]).count(name) > 1:
            raise ValueError(name + " is listed more than once")
    table["letter"] = "unclear"
    table.loc[(table["inside"] == 1) & (table["helpful"] == 1), "letter"] = "S"
    table.loc[(table["inside"] == 1) & (table["helpful"] == 0), "letter"] = "W"
    table.loc[(table["inside"] == 0) & (table["helpful"] == 1), "letter"] = "O"
    table.loc[(table["inside"] == 0) & (table["helpful"] == 0), "letter"] = "T"
    return dict(zip(table["factor"], table["letter"]))
