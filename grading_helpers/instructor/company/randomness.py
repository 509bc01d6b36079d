"""Seeded randomness: every table has its own random stream."""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20261122


def stream(table: str) -> np.random.RandomState:
    """Return the random stream that belongs to one table.

    ``RandomState`` is numpy's frozen generator: the same seed gives the same numbers in
    every version, and changing one table does not change the others.
    """
    return np.random.RandomState([SEED, *table.encode()])


def rounded(values: np.ndarray | float, low: int, high: int) -> np.ndarray:
    """Round to whole numbers and clip them to the scale.

    Parameters
    ----------
    values : array or float
        Of any shape.
    low, high : int
        The ends of the scale, inclusive.
    """
    return np.clip(np.rint(values), low, high).astype(int)


def blank_out(
    table: pd.DataFrame, shares: dict[str, float], random: np.random.RandomState
) -> pd.DataFrame:
    """Blank a share (0-1) of the answers in each named column.

    Parameters
    ----------
    table : DataFrame
        Changed in place.
    shares : dict of str to float
        The chance that a cell is blanked, from 0 to 1, by column; the number of blanks varies.
    random : RandomState
        The random stream of the table.
    """
    for column, share in shares.items():
        table[column] = table[column].mask(random.random_sample(len(table)) < share)
    return table


def in_random_order(table: pd.DataFrame, random: np.random.RandomState) -> pd.DataFrame:
    """Return the rows in random order, with a new index."""
    return table.sample(frac=1, random_state=random).reset_index(drop=True)
