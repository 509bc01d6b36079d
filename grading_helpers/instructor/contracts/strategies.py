"""Strategies that contracts share: tables, names, ratings, blanks, ties and near values.

What a task leaves open varies by itself: the order of rows and of columns, the row numbers, and
columns that the task does not mention.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")
Row = Mapping[str, object]

# Some are a prefix, a suffix or a part of another, or differ only in case or accents.
NAMES = (
    *("North", "N", "Northgate", "North East", "East", "Old Quay", "Quay", "quay"),
    *("Köln", "Koln", "A", "AB", "B", "10", "9", "St Ives"),
)
EXTRA = ("note", "nps", "wave", "Unnamed: 0")


def names(pool: Sequence[str] = NAMES, most: int = 4, fewest: int = 1) -> SearchStrategy[str]:
    """Return a strategy of names, drawn in each input from a few of the pool.

    Parameters
    ----------
    pool : sequence of str
        All names that may occur.
    most, fewest : int
        How many different ones one input may use.
    """
    few = st.lists(st.sampled_from(list(pool)), min_size=fewest, max_size=most, unique=True)
    return st.shared(few).flatmap(st.sampled_from)


def ratings(lowest: int = 1, highest: int = 5) -> SearchStrategy[int]:
    """Return a strategy of the whole numbers of a scale."""
    return st.integers(lowest, highest)


def numbers(lowest: float, highest: float, decimals: int = 2) -> SearchStrategy[float]:
    """Return a strategy of numbers with at most so many decimals."""
    scale = 10**decimals
    whole = st.integers(round(lowest * scale), round(highest * scale))
    return whole.map(lambda number: number / scale)


def near(*thresholds: float, step: float = 0.01) -> SearchStrategy[float]:
    """Return a strategy of values on thresholds, just beside them, and between them."""
    beside = [round(one + by, 9) for one in thresholds for by in (0, -step, step)]
    between = [(one + two) / 2 for one, two in pairwise(thresholds)]
    return st.sampled_from(beside + between)


def ties(values: SearchStrategy[T], most: int = 2) -> SearchStrategy[T]:
    """Return a strategy that draws only a few of the values in each input, so that many tie."""
    few = st.lists(values, min_size=1, max_size=most)
    return st.shared(few).flatmap(st.sampled_from)


def moments(
    first: datetime = datetime(2026, 1, 5, 9), days: int = 60, minutes: int = 60
) -> SearchStrategy[datetime]:
    """Return a strategy of time stamps, many of which are equal or on the same day."""
    some = st.integers(0, days * 24 * 60 // minutes)
    time = some.map(lambda number: first + timedelta(minutes=minutes * number))
    return st.one_of(ties(time, 3), time)


def blanks(values: SearchStrategy[T], every: int = 4) -> SearchStrategy[T | None]:
    """Return a strategy that now and then draws a blank, about once in `every` values."""
    return st.integers(1, every).flatmap(lambda one: st.none() if one == every else values)


def blank() -> SearchStrategy[None]:
    """Return a strategy of blanks only, for a column that nobody has filled in."""
    return st.none()


def tables(
    columns: Mapping[str, SearchStrategy[object]],
    rows: tuple[int, int] = (1, 8),
    *,
    extra: bool = True,
    extra_blanks: bool = False,
) -> SearchStrategy[pd.DataFrame]:
    """Return a strategy of tables whose cells are drawn independently of each other.

    Parameters
    ----------
    columns : mapping of str to SearchStrategy
        The strategy of each column's values; None is a blank.
    rows : tuple of int
        The fewest and the most rows.
    extra : bool, optional
        Whether there may be columns that the task does not mention.
    extra_blanks : bool, optional
        Whether these may have blanks, which an answer must not confuse with those in its columns.
    """
    row = st.fixed_dictionaries(dict(columns))
    drawn = st.lists(row, min_size=rows[0], max_size=rows[1])
    return tables_of(drawn, list(columns), extra=extra, extra_blanks=extra_blanks)


@st.composite
def tables_of(  # noqa: PLR0913 - each is a choice that a contract may make
    draw: DrawFn,
    rows: SearchStrategy[Sequence[Row]],
    columns: Sequence[str],
    *,
    extra: bool = True,
    extra_blanks: bool = False,
    shuffled: bool = False,
    numbered: bool = True,
    nones: bool = True,
) -> pd.DataFrame:
    """Return a strategy of tables from a strategy of their rows, for rows that depend on others.

    Parameters
    ----------
    rows : SearchStrategy
        Draws lists of dictionaries, one for each row; None is a blank.
    columns : sequence of str
        Their keys.
    extra : bool, optional
        Whether there may be columns that the task does not mention.
    extra_blanks : bool, optional
        Whether these may have blanks.
    shuffled : bool, optional
        Whether to shuffle the rows; needless where they have been drawn independently.
    numbered : bool, optional
        Whether rows may have numbers other than 0, 1, 2 …
    nones : bool, optional
        Whether blanks among text may be None; otherwise they are NaN, as ``read_csv`` gives them.
    """
    drawn = list(draw(rows))
    if shuffled and len(drawn) > 1:
        drawn = draw(st.permutations(drawn))
    order = draw(st.permutations(list(columns)))
    none = nones and draw(st.booleans())
    table = pd.DataFrame(
        {name: _column([row[name] for row in drawn], none=none) for name in order},
        columns=pd.Index(order),
    )
    if extra and draw(st.integers(0, 2)) == 2:
        name = draw(st.sampled_from([name for name in EXTRA if name not in columns]))
        values = [draw(st.sampled_from([0, 3, None if extra_blanks else 8])) for _ in drawn]
        table.insert(draw(st.integers(0, len(order))), name, _column(values, none=False))
    return table.set_axis(draw(_row_numbers(len(drawn)))) if numbered else table


def empty(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without its rows; its columns keep their types. Use it with ``.map``."""
    return table.iloc[:0]


def _row_numbers(many: int) -> SearchStrategy[pd.Index]:
    """Return a strategy of row numbers: from 0, from elsewhere, backwards or in any order."""
    straight = st.sampled_from([0, 0, 1, 7]).map(lambda at: pd.RangeIndex(at, at + many))
    if many < 2:
        return straight
    backwards = st.just(pd.Index(range(many - 1, -1, -1)))
    mixed = st.permutations(range(many)).map(lambda order: pd.Index([3 * one for one in order]))
    return st.one_of(straight, straight, backwards, mixed)


def _column(values: Sequence[object], *, none: bool) -> pd.Series:
    """Return a column as ``read_csv`` or an instructor would make it.

    Blanks are NaN; with `none`, those among text are None. A column of blanks only holds NaN.
    """
    is_blank = [value is None for value in values]
    if all(is_blank) and values:
        return pd.Series([np.nan] * len(values))
    if isinstance(next((one for one in values if one is not None), None), datetime):
        return pd.Series(pd.to_datetime(pd.Series(values, dtype=object)))
    is_text = any(isinstance(value, str) for value in values)
    if is_text and none and any(is_blank):
        return pd.Series(values, dtype=object)
    if is_text or any(isinstance(value, bool) for value in values):
        filled = [np.nan if value is None else value for value in values]
        return pd.Series(filled) if is_text else pd.Series(filled, dtype=_truth(is_blank))
    return pd.Series(values, dtype=None if values else object)


def _truth(is_blank: list[bool]) -> type:
    return object if any(is_blank) else bool
