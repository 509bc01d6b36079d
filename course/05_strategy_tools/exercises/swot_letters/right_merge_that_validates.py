"""Lets merge refuse a factor that is listed twice: its MergeError is a ValueError."""

import pandas as pd


def swot_letters(factors):
    names = factors[["factor"]].drop_duplicates()
    table = names.merge(factors, on="factor", validate="one_to_one")
    answers = table["inside"] * 2 + table["helpful"]
    letters = answers.map({3: "S", 2: "W", 1: "O", 0: "T"}).astype(object)
    return pd.Series(letters.where(answers.notna(), "unclear").tolist(), index=table["factor"])
