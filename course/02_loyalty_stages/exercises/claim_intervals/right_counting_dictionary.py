"""Counts in dictionaries row by row, and returns a Series of tuples."""

import pandas as pd


def claim_intervals(offers):
    def wilson(k, n, z=1.96):
        if n == 0:
            return (float("nan"),) * 3
        p = k / n
        root = (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
        low, high = ((p + z * z / (2 * n) + sign * z * root) / (1 + z * z / n) for sign in (-1, 1))
        return 100 * p, 100 * low, 100 * high

    tried, bought = {}, {}
    for row in offers.itertuples():
        tried.setdefault(row.group, 0)
        bought.setdefault(row.group, 0)
        if pd.notna(row.bought):
            tried[row.group] += 1
            bought[row.group] += int(row.bought)
    return pd.Series({group: wilson(bought[group], tried[group]) for group in tried}, dtype=object)
