"""Seeded randomness: every table has a stream of its own."""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20261122


def stream(table: str) -> np.random.RandomState:
    """Return the random stream that belongs to one table.

    ``RandomState`` is numpy's frozen generator: the same seed gives the same numbers in
    every version, and changing one table leaves the bytes of the others alone.
    """
    return np.random.RandomState([SEED, *table.encode()])


def whole(values: np.ndarray | float, low: int, high: int) -> np.ndarray:
    """Round to whole numbers and keep them on the scale.

    Parameters
    ----------
    values : array or float
        Of any shape.
    low, high : int
        The ends of the scale, both included.
    """
    return np.clip(np.rint(values), low, high).astype(int)


def blank_out(
    table: pd.DataFrame, shares: dict[str, float], random: np.random.RandomState
) -> pd.DataFrame:
    """Blank a share (0-1) of the answers in each named column.

    Parameters
    ----------
    table : DataFrame
        It is changed.
    shares : dict of str to float
        Which share, 0 to 1, by column; a cell's chance, so that counts vary.
    random : RandomState
        The stream of the table.
    """
    for column, share in shares.items():
        table[column] = table[column].mask(random.random_sample(len(table)) < share)
    return table


def shuffled(table: pd.DataFrame, random: np.random.RandomState) -> pd.DataFrame:
    """Return the rows in random order, numbered anew."""
    return table.sample(frac=1, random_state=random).reset_index(drop=True)
