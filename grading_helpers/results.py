"""What an answer returned, as plain leaves that can be compared and digested.

A dictionary and a Series say the same thing, so do ``float`` and ``numpy.float64``,
``None`` and NaN inside a table; the order of the keys of a mapping says nothing. Two
results are the same when their leaves are. Graders and ``check`` share this reading,
and so cannot disagree about it.
"""

from __future__ import annotations

import hashlib
import math
import numbers
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

MOST_LEAVES = 50_000
DEEPEST = 8
LARGEST = 1e15


@dataclass(frozen=True)
class Leaf:
    """One value of a result: where it stands, what it is, and its number if it is one."""

    path: str
    token: str
    number: float | None = None


class TooLargeError(ValueError):
    """A result has more parts, or is nested deeper, than any exercise asks for."""


def read(result: object) -> tuple[Leaf, ...]:
    """Return the leaves of any object, in an order of their own; never raise.

    Parameters
    ----------
    result : object
        Whatever an answer returned.

    Returns
    -------
    tuple of Leaf
        Sorted by path. An object of no known kind is one leaf that names its type, one
        that cannot be read is the single leaf ``unreadable``.

    Examples
    --------
    >>> read({"all": 66.7})
    (Leaf(path='.all', token='number', number=66.7),)
    >>> read(pd.Series({"Harbour": np.nan, "all": 66.7})) == read({"all": 66.7, "Harbour": None})
    True
    """
    try:
        found = [Leaf("", "none")] if result is None else _gather(result)
    except (Exception, SystemExit):
        found = [Leaf("", "unreadable")]
    return tuple(sorted(found, key=lambda leaf: leaf.path))


def kind(result: object) -> str:
    """Return in a learner's words what a result is: ``"a number"``, ``"a dictionary"``.

    Examples
    --------
    >>> kind([1, 2]), kind((1, 2)), kind(np.float64(3)), kind(None)
    ('a list', 'a tuple', 'a number', 'nothing')
    >>> kind(pd.DataFrame({"csat": [66.7]}))
    'a table'
    """
    for types, name in (
        (tuple, "a tuple"),
        ((set, frozenset), "a set"),
        (pd.DataFrame, "a table"),
    ):
        if issubclass(type(result), types):
            return name
    first = read(result)[0]
    if first.path:
        return "a dictionary" if first.path.startswith(".") else "a list"
    token, _, rest = first.token.partition(":")
    return _KINDS.get(token) or f"a {rest}"


_KINDS = {
    "none": "nothing",
    "number": "a number",
    "missing": "a number",
    "inf": "a number",
    "-inf": "a number",
    "true": "a truth value",
    "false": "a truth value",
    "text": "text",
    "{}": "a dictionary",
    "[]": "a list",
    "unreadable": "an object",
}


def same(actual: object, expected: object, tolerance: float) -> bool:
    """Say whether two results agree, numbers within an absolute tolerance.

    Examples
    --------
    >>> same({"R": -1.3333}, pd.Series({"R": -1.333}), tolerance=0.0005)
    True
    >>> same([1, 2], [2, 1], tolerance=0.0005)
    False
    """
    left, right = read(actual), read(expected)
    if len(left) != len(right) or any(_is_opaque(leaf) for leaf in left):
        return False
    return all(_agree(a, b, tolerance) for a, b in zip(left, right, strict=True))


def _is_opaque(leaf: Leaf) -> bool:
    """Say whether a leaf is only the name of something, of which nothing can be compared."""
    return leaf.token == "unreadable" or leaf.token.startswith("other:")


def _agree(actual: Leaf, expected: Leaf, tolerance: float) -> bool:
    if (actual.path, actual.token) != (expected.path, expected.token):
        return False
    if actual.number is None or expected.number is None:
        return True
    # A hair more than the tolerance: 33.35 may be handed in as 33.3 or as 33.4.
    return abs(actual.number - expected.number) <= tolerance * (1 + 1e-6)


def _gather(result: object) -> list[Leaf]:
    found = list(islice(_leaves(result, "", 0), MOST_LEAVES + 1))
    if len(found) > MOST_LEAVES:
        raise TooLargeError(f"more than {MOST_LEAVES} parts")
    return found


def _leaves(value: Any, path: str, depth: int) -> Iterator[Leaf]:
    """Yield the leaves of one value; containers are walked, anything else is named."""
    if depth > DEEPEST:
        raise TooLargeError(f"nested deeper than {DEEPEST} levels")
    value = _plain(value)
    if isinstance(value, Mapping):
        yield from _mapping_leaves(value, path, depth)
    elif isinstance(value, list | tuple):
        yield from _sequence_leaves(value, path, depth)
    else:
        yield _leaf(value, path)


def _mapping_leaves(value: Mapping[Any, Any], path: str, depth: int) -> Iterator[Leaf]:
    if not value:
        yield Leaf(path, "{}")
    for key, part in value.items():
        yield from _leaves(part, f"{path}.{_key(key)}", depth + 1)


def _sequence_leaves(value: Sequence[Any], path: str, depth: int) -> Iterator[Leaf]:
    if not value:
        yield Leaf(path, "[]")
    for position, part in enumerate(value):
        yield from _leaves(part, f"{path}[{position:05d}]", depth + 1)


def _plain(value: Any) -> Any:
    """Turn tables, arrays and sets into dictionaries and lists."""
    if isinstance(value, pd.DataFrame):
        return {column: _plain(value[column]) for column in value.columns}
    if isinstance(value, pd.Series):
        counted = isinstance(value.index, pd.RangeIndex) and not value.empty
        counted = counted or not value.index.is_unique
        return value.tolist() if counted else dict(zip(value.index, value.tolist(), strict=True))
    if isinstance(value, np.ndarray | pd.Index | pd.api.extensions.ExtensionArray):
        return value.tolist()
    if isinstance(value, AbstractSet):
        return sorted(value, key=_key)
    return value


def _leaf(value: Any, path: str) -> Leaf:
    if isinstance(value, bool | np.bool_):
        return Leaf(path, str(bool(value)).lower())
    if isinstance(value, str):
        return Leaf(path, f"text:{value.strip()}")
    if isinstance(value, date | np.datetime64) and not pd.isna(value):
        return Leaf(path, f"date:{pd.Timestamp(value).isoformat()}")
    if _is_missing(value):
        return Leaf(path, "missing")
    if isinstance(value, numbers.Real | Decimal):
        number = _as_float(value)
        small = math.isfinite(number) and abs(number) < LARGEST
        return Leaf(path, "number", number) if small else Leaf(path, f"{number:g}")
    return Leaf(path, f"other:{type(value).__name__}")


def _as_float(value: numbers.Real | Decimal) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _is_missing(value: Any) -> bool:
    return (
        value is None
        or value is pd.NA
        or value is pd.NaT
        or (isinstance(value, float | np.floating | Decimal) and math.isnan(value))
    )


def _key(key: Any) -> str:
    """Return a key as text: 3 and 3.0 are the same key, '3' too."""
    if isinstance(key, numbers.Real) and float(key).is_integer():
        return str(int(float(key)))
    return re.sub(r"([.\[\\])", r"\\\1", str(key).strip())


def residues(leaves: Sequence[Leaf], tolerance: float) -> list[float]:
    """Return by how much each number exceeds a multiple of twice the tolerance.

    Rounding to a fixed grid parts two right answers that lie on either side of an edge.
    Shifted by its residue, the grid has the outcome in the middle of a cell, so that exactly
    the numbers within the tolerance share its digest. A residue holds only what is smaller
    than twice the tolerance: of 66.7 within 0.05 it keeps nothing.
    """
    width = 2 * tolerance
    # A hair below a multiple is that multiple: versions of pandas differ in the last digit.
    return [
        0.0 if leaf.number is None else round(leaf.number % width, 12) % width for leaf in leaves
    ]


def digests(
    leaves: Sequence[Leaf], shifts: Sequence[float], tolerance: float, salt: str
) -> set[str]:
    """Return the salted digests that a result may have as seen from a known outcome.

    There are two where a number lies on the edge of the tolerance, and belongs to it: 33.35
    may be handed in as 33.3 or as 33.4. There is none for another number of leaves, or for
    a result of which nothing can be compared.
    """
    if len(leaves) != len(shifts) or any(_is_opaque(leaf) for leaf in leaves):
        return set()
    return {_digest(leaves, shifts, tolerance, salt, lean) for lean in (-1e-6, 1e-6)}


def _digest(
    leaves: Sequence[Leaf], shifts: Sequence[float], tolerance: float, salt: str, lean: float
) -> str:
    parts = [salt]
    for leaf, shift in zip(leaves, shifts, strict=True):
        cell = ""
        if leaf.number is not None:
            cell = str(math.floor((leaf.number - shift) / (2 * tolerance) + 0.5 + lean))
        parts.append(f"{leaf.path}={leaf.token}{cell}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
