"""Applies a function to each row of a copy."""

import numpy as np


def lifetime_values(segments, rate):
    def value(row):
        if row["retention"] >= 1 + rate:
            raise ValueError("retention too high")
        if np.isnan(row["retention"]) or np.isnan(row["margin"]):
            return np.nan
        return row["margin"] * row["retention"] / (1 + rate - row["retention"])

    return {row["segment"]: value(row) for _, row in segments.iterrows()}
