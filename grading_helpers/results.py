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
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

MOST_LEAVES = 50_000
DEEPEST = 8


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
    >>> kind([1, 2]), kind(np.float64(3)), kind(None)
    ('a list', 'a number', 'nothing')
    """
    shapes = {
        "none": "nothing",
        "number": "a number",
        "missing": "a number",
        "unreadable": "an object",
    }
    leaves = read(result)
    if leaves[0].path == "" and leaves[0].token in shapes:
        return shapes[leaves[0].token]
    if leaves[0].token.startswith("text:") and leaves[0].path == "":
        return "text"
    if leaves[0].token.startswith("other:"):
        return f"a {leaves[0].token.removeprefix('other:')}"
    return "a dictionary" if leaves[0].path.startswith(".") or leaves[0].token == "{}" else "a list"


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
    if len(left) != len(right) or any(leaf.token == "unreadable" for leaf in left):
        return False
    return all(_agree(a, b, tolerance) for a, b in zip(left, right, strict=True))


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
        counted = isinstance(value.index, pd.RangeIndex)
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
    if _is_missing(value):
        return Leaf(path, "missing")
    if isinstance(value, numbers.Real):
        number = float(value)
        return Leaf(path, "number", number) if math.isfinite(number) else Leaf(path, str(number))
    return Leaf(path, f"other:{type(value).__name__}")


def _is_missing(value: Any) -> bool:
    return (
        value is None
        or value is pd.NA
        or value is pd.NaT
        or (isinstance(value, numbers.Real) and math.isnan(value))
    )


def _key(key: Any) -> str:
    """Return a key as text: 3 and 3.0 are the same key, '3' too."""
    if isinstance(key, numbers.Real) and float(key).is_integer():
        return str(int(float(key)))
    return str(key).strip()


def residues(leaves: Sequence[Leaf], tolerance: float) -> list[float]:
    """Return how far each number stands from the middle of its cell of the rounding grid.

    Rounding to a fixed grid parts two right answers that lie on either side of an edge.
    Shifting the grid by the residue puts the outcome in the middle of its cell, so that
    exactly the numbers within the tolerance share its digest. A residue holds only the
    digits below the tolerance and says nothing of the answer.
    """
    return [
        0.0 if leaf.number is None else round(leaf.number % _step(tolerance), 12) for leaf in leaves
    ]


def digest(
    leaves: Sequence[Leaf], shifts: Sequence[float], tolerance: float, salt: str
) -> str | None:
    """Return the salted digest of an outcome, or None if it has another number of leaves."""
    if len(leaves) != len(shifts):
        return None
    parts = [salt]
    for leaf, shift in zip(leaves, shifts, strict=True):
        cell = "" if leaf.number is None else round((leaf.number - shift) / _step(tolerance))
        parts.append(f"{leaf.path}={leaf.token}{cell}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _step(tolerance: float) -> float:
    return 2 * tolerance * (1 + 1e-6)
