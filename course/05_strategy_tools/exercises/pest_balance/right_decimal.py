"""Adds up in decimals, factor by factor."""

from decimal import Decimal

PEST = ["political", "economic", "social", "technological"]


def pest_balance(factors):
    home = {name: name for name in PEST} | {"legal": "political", "environmental": "social"}
    balance = dict.fromkeys(PEST, Decimal(0))
    left_out = []
    for row in factors.itertuples():
        known = row.likelihood == row.likelihood
        if row.cat in home and known and row.direction in ("opportunity", "threat"):
            effect = Decimal(str(row.impact)) * Decimal(str(row.likelihood))
            balance[home[row.cat]] += effect if row.direction == "opportunity" else -effect
        else:
            left_out.append(row.factor)
    left_out.sort()
    return {**balance, "left_out": tuple(left_out)}
