"""Multiplies two Series that pandas aligns."""

import pandas as pd


def weighted_satisfaction(sample, base_share):
    base = pd.Series(base_share, dtype=float)
    means = sample.groupby("segment")["csat"].mean().reindex(base.index)
    if means.isna().any():
        raise ValueError(f"no answers: {means.index[means.isna()][0]}")
    return float((base * means).sum())
