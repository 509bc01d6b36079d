"""Counts in a loop over the rows and divides at the end."""

import pandas as pd


def satisfaction_bands(survey):
    counts = {"all": [0, 0, 0]}
    for row in survey.itertuples():
        if row.segment not in counts:
            counts[row.segment] = [0, 0, 0]
        if pd.isna(row.expect) or pd.isna(row.perform):
            continue
        if row.perform < row.expect:
            band = 0
        elif row.perform == row.expect:
            band = 1
        else:
            band = 2
        counts[row.segment][band] += 1
        counts["all"][band] += 1
    shares = {}
    for name, numbers in counts.items():
        total = sum(numbers)
        if total == 0:
            shares[name] = [float("nan")] * 3
        else:
            shares[name] = [100 * number / total for number in numbers]
    return shares
