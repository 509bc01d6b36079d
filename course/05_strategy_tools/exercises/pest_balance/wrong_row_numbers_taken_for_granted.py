"""Your function looks up rows by the numbers 0, 1, 2 …, which this table does not have. A table cut from a bigger one keeps its old row numbers, so go through the rows themselves.

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
