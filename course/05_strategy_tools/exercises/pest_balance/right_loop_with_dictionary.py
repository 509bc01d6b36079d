"""Loops over the rows and adds to a dictionary."""

import pandas as pd


def pest_balance(factors):
    balance = {"political": 0, "economic": 0, "social": 0, "technological": 0}
    left_out = []
    for row in factors.itertuples():
        cat = row.cat
        if cat == "legal":
            cat = "political"
        elif cat == "environmental":
            cat = "social"
        if row.direction == "internal" or pd.isna(row.likelihood) or cat not in balance:
            left_out.append(row.factor)
        elif row.direction == "opportunity":
            balance[cat] += row.impact * row.likelihood
        else:
            balance[cat] -= row.impact * row.likelihood
    left_out.sort()
    return {**balance, "left_out": left_out}
