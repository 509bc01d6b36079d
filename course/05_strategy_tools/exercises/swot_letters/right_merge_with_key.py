"""Merges a key of the four combinations; what finds no partner is unclear."""

import pandas as pd


def swot_letters(factors):
    key = pd.DataFrame({"inside": [1, 1, 0, 0], "helpful": [1, 0, 1, 0], "letter": list("SWOT")})
    if len(set(factors["factor"])) < len(factors):
        raise ValueError("Some factor is there twice.")
    found = factors.merge(key, on=["inside", "helpful"], how="left")
    return dict(zip(found["factor"], found["letter"].fillna("unclear")))
