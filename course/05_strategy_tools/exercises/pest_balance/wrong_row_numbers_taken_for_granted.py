"""Rows are looked up by the numbers 0, 1, 2 …, which these rows do not have. A part of a bigger table keeps its old row numbers: go through the rows themselves.

Fails: pest_balance_left_out
"""

import pandas as pd

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    homes = {"legal": "political", "environmental": "social"}
    balance = dict.fromkeys(PEST, 0)
    left_out = []
    for i in range(len(factors)):
        row = factors.loc[i]
        category = homes.get(row["cat"], row["cat"])
        if row["direction"] == "internal" or pd.isna(row["likelihood"]) or category not in PEST:
            left_out.append(row["factor"])
        elif row["direction"] == "threat":
            balance[category] -= row["impact"] * row["likelihood"]
        else:
            balance[category] += row["impact"] * row["likelihood"]
    balance["left_out"] = sorted(left_out)
    return balance
