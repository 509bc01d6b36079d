"""Turn results into lists of plain values ("leaves"), which can be compared and digested.

A dictionary and a Series count as the same, and so do ``float`` and ``numpy.float64``, or
``None`` and NaN inside a table; the order of keys does not matter. Two results are the same if
their leaves are. Graders and ``check`` share this reading, so they cannot disagree.
"""

from __future__ import annotations

import hashlib
import math
import numbers
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice

import numpy as np
import pandas as pd

MOST_LEAVES = 50_000
DEEPEST = 8
LARGEST = 1e15


@dataclass(frozen=True)
class Leaf:
    """One value of a result: its path, what it is, and its number if it is one."""

    path: str
    token: str
    number: float | None = None


class TooLargeError(ValueError):
    """A result has more parts, or is nested deeper, than any exercise asks for."""


def read(result: object, *, numbered: bool = False) -> tuple[Leaf, ...]:
    """Return the leaves of any object, sorted by path. Never raise.

    Parameters
    ----------
    result : object
        Whatever an answer returned.
    numbered : bool, optional
        Whether the row numbers 0, 1, 2 … of a Series are keys. A Series made
        from a list has them, and so does one made from a dictionary with these keys.

    Returns
    -------
    tuple of Leaf
        An object of an unknown type is one leaf that names the type. An object that cannot be
        read is the single leaf ``unreadable``.

    Examples
    --------
    >>> read({"all": 66.7})
    (Leaf(path='.all', token='number', number=66.7),)
    >>> read(pd.Series({"Harbour": np.nan, "all": 66.7})) == read({"all": 66.7, "Harbour": None})
    True
    """
    try:
        found = [Leaf("", "none")] if result is None else _gather(result, numbered)
    except (Exception, SystemExit):
        found = [Leaf("", "unreadable")]
    return tuple(sorted(found, key=lambda leaf: leaf.path))


def kind(result: object, leaves: Sequence[Leaf] = ()) -> str:
    """Say in plain words what a result is, such as ``"a number"`` or ``"a dictionary"``.

    Parameters
    ----------
    result : object
        Whatever an answer returned.
    leaves : sequence of Leaf, optional
        What `read` returned for it, if that is known.

    Examples
    --------
    >>> kind([1, 2]), kind((1, 2)), kind(np.float64(3)), kind(None)
    ('a list', 'a tuple', 'a number', 'nothing')
    >>> kind(pd.DataFrame({"csat": [66.7]})), kind(pd.Timestamp("2026-11-02")), kind(10.0**20)
    ('a table', 'a date', 'a number')
    >>> kind(pd.Series({"R": -1.5})), kind(pd.Series(dtype=float)), kind(np.array([1, 2]))
    ('a Series', 'a Series', 'an array')
    """
    for types, name in _CONTAINERS:
        if issubclass(type(result), types):
            return name
    first = (leaves or read(result))[0]
    if issubclass(type(result), np.ndarray) and (first.path or first.token == "[]"):
        return AN_ARRAY
    return _type_of(result) if first.path else kind_of_leaf(first)


def counts_as(result: object, leaves: Sequence[Leaf] = ()) -> str:
    """Say what a result is compared as: a Series as a dictionary or a list, a tuple as a list.

    Parameters
    ----------
    result, leaves
        As for `kind`.

    Examples
    --------
    >>> counts_as(pd.Series({"R": -1.5})), counts_as(pd.Series([1, 2])), counts_as((1, 2))
    ('a dictionary', 'a list', 'a list')
    >>> counts_as({1, 2}), counts_as(3)
    ('a set', 'a number')
    """
    name = kind(result, leaves)
    if name not in _READ_BY_PARTS:
        return name
    first = (leaves or read(result))[0]
    return "a dictionary" if first.path.startswith(".") or first.token == "{}" else "a list"


def parts_of(result: object) -> dict[str, object]:
    """Return what a result contains, by the first steps of the paths of its leaves.

    Examples
    --------
    >>> parts_of({"R": {1}}), parts_of([7])
    ({'.R': {1}}, {'[00000]': 7})
    """
    found: dict[str, object] = {}
    try:
        for numbered in (True, False):
            value = _plain(result, numbered)
            if isinstance(value, _PARTED):
                found |= islice(_steps(value), MOST_LEAVES)
    except (Exception, SystemExit):
        return {}
    return found


def kind_of_leaf(leaf: Leaf) -> str:
    """Say in plain words what a single value is."""
    token, _, rest = leaf.token.partition(":")
    return _with_article(rest) if token == "other" else _KINDS.get(token, "a number")


def _type_of(value: object) -> str:
    """Return the name of a container's type."""
    if issubclass(type(value), dict):
        return "a dictionary"
    return "a list" if issubclass(type(value), list) else _with_article(type(value).__name__)


def _with_article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in VOWELS else 'a'} {noun}"


FIGURE = "a figure"
AN_ARRAY = "an array"
VOWELS = frozenset("aeio")
_CONTAINERS = (
    (tuple, "a tuple"),
    ((set, frozenset), "a set"),
    (pd.DataFrame, "a table"),
    (pd.Series, "a Series"),
    (pd.Index, "an Index"),
    (pd.api.extensions.ExtensionArray, AN_ARRAY),
)
# The kinds that a list or a dictionary may take the place of, and the other way round.
_READ_BY_PARTS = {"a tuple", "a Series", "an Index", AN_ARRAY}
# What a leaf is by its token; a token that is not here is a number too large to be stored as one.
_KINDS = {
    "none": "nothing",
    "number": "a number",
    "missing": "a number",
    "inf": "a number",
    "-inf": "a number",
    "true": "a truth value",
    "false": "a truth value",
    "text": "text",
    "date": "a date",
    "{}": "a dictionary",
    "[]": "a list",
    "unreadable": "an object",
}
# The kinds that name no type of the student's own.
KINDS = frozenset({*_KINDS.values(), *(name for _, name in _CONTAINERS), FIGURE})


def same(actual: object, expected: object, tolerance: float) -> bool:
    """Tell whether two results agree, with an absolute tolerance for numbers.

    Examples
    --------
    >>> same({"R": -1.3333}, pd.Series({"R": -1.333}), tolerance=0.0005)
    True
    >>> same([1, 2], [2, 1], tolerance=0.0005)
    False
    """
    one, due = read(actual), read(expected)
    if same_leaves(one, due, tolerance):
        return True
    other, other_due = read(actual, numbered=True), read(expected, numbered=True)
    pairs = ((one, other_due), (other, due), (other, other_due))
    return any(same_leaves(left, right, tolerance) for left, right in pairs)


def same_leaves(left: Sequence[Leaf], right: Sequence[Leaf], tolerance: float) -> bool:
    """Tell whether two results in the form of leaves agree; see `same`."""
    if len(left) != len(right) or any(_is_opaque(leaf) for leaf in left):
        return False
    return all(_agree(a, b, tolerance) for a, b in zip(left, right, strict=True))


def _is_opaque(leaf: Leaf) -> bool:
    """Tell whether a leaf only names a type, so that nothing can be compared."""
    return leaf.token == "unreadable" or leaf.token.startswith("other:")


def _agree(actual: Leaf, expected: Leaf, tolerance: float) -> bool:
    if (actual.path, actual.token) != (expected.path, expected.token):
        return False
    if actual.number is None or expected.number is None:
        return True
    # Slightly more than the tolerance: 33.35 may be handed in as 33.3 or as 33.4.
    return abs(actual.number - expected.number) <= tolerance * (1 + 1e-6)


def _gather(result: object, numbered: bool) -> list[Leaf]:
    found = list(islice(_leaves(result, "", 0, numbered), MOST_LEAVES + 1))
    if len(found) > MOST_LEAVES:
        raise TooLargeError(f"more than {MOST_LEAVES} parts")
    return found


def _leaves(value: object, path: str, depth: int, numbered: bool) -> Iterator[Leaf]:
    """Yield the leaves of one value, walking through containers."""
    if depth > DEEPEST:
        raise TooLargeError(f"nested deeper than {DEEPEST} levels")
    value = _plain(value, numbered)
    if isinstance(value, _PARTED):
        if not value:
            yield Leaf(path, "{}" if isinstance(value, Mapping) else "[]")
        for step, part in _steps(value):
            yield from _leaves(part, f"{path}{step}", depth + 1, numbered)
    else:
        yield _leaf(value, path)


# The types of containers that have parts, and those of most values, which need no other look.
_PARTED = (Mapping, list, tuple)
_PLAIN = frozenset({bool, dict, float, int, list, str, tuple, type(None)})


def _steps(value: Mapping[object, object] | Sequence[object]) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield f".{_key(key)}", part
    else:
        for position, part in enumerate(value):
            yield f"[{position:05d}]", part


def _plain(value: object, numbered: bool) -> object:
    """Turn tables, arrays and sets into dictionaries and lists."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, pd.DataFrame):
        return {column: _plain(value[column], numbered) for column in value.columns}
    if isinstance(value, pd.Series):
        listed = is_numbered(value) and not numbered and not value.empty
        listed = listed or not value.index.is_unique
        return value.tolist() if listed else dict(zip(value.index, value.tolist(), strict=True))
    if isinstance(value, np.ndarray | pd.Index | pd.api.extensions.ExtensionArray):
        return value.tolist()
    if isinstance(value, AbstractSet):
        return sorted(value, key=_key)
    return value


def is_numbered(series: pd.Series) -> bool:
    """Tell whether the rows of a Series are numbered from 0."""
    index = series.index
    return isinstance(index, pd.RangeIndex) and (index.start, index.step) == (0, 1)


def _leaf(value: object, path: str) -> Leaf:
    if type(value) is float and not math.isnan(value):
        return _number(value, path)
    if isinstance(value, str):
        return Leaf(path, f"text:{value.strip()}")
    return _rarer_leaf(value, path)


def _rarer_leaf(value: object, path: str) -> Leaf:
    if isinstance(value, bool | np.bool_):
        return Leaf(path, str(bool(value)).lower())
    if isinstance(value, date | np.datetime64) and not pd.isna(value):
        return Leaf(path, f"date:{pd.Timestamp(value).isoformat()}")
    if _is_missing(value):
        return Leaf(path, "missing")
    if isinstance(value, numbers.Real | Decimal):
        return _number(_as_float(value), path)
    return Leaf(path, f"other:{type(value).__name__}")


def _number(number: float, path: str) -> Leaf:
    small = math.isfinite(number) and abs(number) < LARGEST
    return Leaf(path, "number", number) if small else Leaf(path, f"{number:g}")


def _as_float(value: numbers.Real | Decimal) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _is_missing(value: object) -> bool:
    return (
        value is None
        or value is pd.NA
        or value is pd.NaT
        or (isinstance(value, float | np.floating | Decimal) and math.isnan(value))
    )


# A number as text, with or without quotes.
_LIKE_A_NUMBER = re.compile(r'"*-?\d+(\.\d+)?"*')
# What has a meaning in paths.
_SPECIAL = re.compile(r"([.\[\\])")


def _key(key: object) -> str:
    """Return a key as text; 3 and 3.0 are the same key, and the text '3' is a different one."""
    if type(key) is not str and isinstance(key, numbers.Real) and float(key).is_integer():
        return str(int(float(key)))
    text = str(key).strip()
    if isinstance(key, str) and _LIKE_A_NUMBER.fullmatch(text):
        text = f'"{text}"'
    return _SPECIAL.sub(r"\\\1", text)


def in_any_order(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Return the values of a list as those of its sorted copy.

    Examples
    --------
    >>> in_any_order(read([2, 1])) == in_any_order(read([1, 2]))
    True
    """
    values = sorted(leaves, key=lambda leaf: (leaf.token, leaf.number or 0.0))
    places = sorted(leaf.path for leaf in leaves)
    return tuple(replace(leaf, path=path) for leaf, path in zip(values, places, strict=True))


def residues(leaves: Sequence[Leaf], tolerance: float) -> list[float]:
    """Return by how much each number exceeds a multiple of twice the tolerance.

    Rounding to a fixed grid would separate right answers on either side of a grid line. Shifted
    by its residue, the grid has the outcome in the middle of a cell, so exactly the numbers within
    the tolerance share its digest. A residue is smaller than twice the tolerance, so it reveals
    little: for 66.7 within 0.05, nothing.
    """
    width = 2 * tolerance
    # Just below a multiple counts as that multiple: pandas versions differ in the last digit.
    return [
        0.0 if leaf.number is None else round(leaf.number % width, 12) % width for leaf in leaves
    ]


def digests(
    leaves: Sequence[Leaf], shifts: Sequence[float], tolerance: float, salt: str
) -> set[str]:
    """Return the salted digests that a result may have in the grid of a known outcome.

    There are two if a number lies exactly on the edge of the tolerance, which counts as within
    it: 33.35 may be handed in as 33.3 or as 33.4. There are none if the number of leaves differs or
    nothing can be compared.
    """
    if len(leaves) != len(shifts) or any(_is_opaque(leaf) for leaf in leaves):
        return set()
    numbers = [
        (leaf.number - shift) / (2 * tolerance) + 0.5
        for leaf, shift in zip(leaves, shifts, strict=True)
        if leaf.number is not None
    ]
    # Nearly always the same cells, so that there is one digest to compute.
    cells = {tuple(math.floor(number + lean) for number in numbers) for lean in (-1e-6, 1e-6)}
    return {_digest(leaves, one, salt) for one in cells}


def _digest(leaves: Sequence[Leaf], cells: Sequence[int], salt: str) -> str:
    left = iter(cells)
    parts = [
        f"{leaf.path}={leaf.token}{'' if leaf.number is None else next(left)}" for leaf in leaves
    ]
    return hashlib.sha256("\n".join([salt, *parts]).encode()).hexdigest()[:32]
