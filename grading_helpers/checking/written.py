"""Values as a person would write them, for messages."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from itertools import islice

import numpy as np
import pandas as pd

from grading_helpers.checking.results import is_numbered

LONGEST = 200
DEEPEST = 8


def as_written(value: object, most: int = LONGEST) -> str:
    """Return a value in Python's notation, with short numbers and without the names of types.

    Parameters
    ----------
    value : object
        Anything; a value that cannot be shown is named by its type.
    most : int, optional
        The text is cut with an ellipsis after this many characters.

    Examples
    --------
    >>> as_written({"R": np.float64(-1.0) / 3, "all": 33.300000000000004})
    "{'R': -0.3333, 'all': 33.3}"
    >>> as_written(pd.Series({"A": 1, "B": np.nan})), as_written((pd.NA, np.array([2.0])))
    ("{'A': 1.0, 'B': nan}", '(nan, [2.0])')
    """
    try:
        text = _written(value, 0)
    except (Exception, SystemExit):
        text = f"a {type(value).__name__} that cannot be shown"
    return text if len(text) <= most else text[:most] + " …"


def _written(value: object, depth: int) -> str:
    if depth > DEEPEST:
        return "…"
    if isinstance(value, pd.Series):
        plain = is_numbered(value) or not value.index.is_unique
        value = value.tolist() if plain else dict(zip(value.index, value.tolist(), strict=True))
    if isinstance(value, np.ndarray | pd.Index):
        value = value.tolist()
    if isinstance(value, Mapping):
        pairs = (f"{_written(k, depth + 1)}: {_written(v, depth + 1)}" for k, v in value.items())
        return f"{{{_joined(pairs)}}}"
    if isinstance(value, list | tuple | AbstractSet) and not isinstance(value, str):
        return _sequence(value, depth)
    return _single(value)


def _sequence(value: Iterable[object], depth: int) -> str:
    parts = (_written(one, depth + 1) for one in value)
    if isinstance(value, list):
        return f"[{_joined(parts)}]"
    if isinstance(value, tuple):
        return f"({_joined(parts)}{',' if len(value) == 1 else ''})"
    text = _joined(iter(sorted(parts)))
    return f"{{{text}}}" if text else "set()"


def _joined(parts: Iterable[str]) -> str:
    """Join parts, but only as many as a message can show."""
    return ", ".join(islice(parts, LONGEST))


def _single(value: object) -> str:
    if value is pd.NA or value is pd.NaT:
        return "nan"
    if isinstance(value, np.generic):
        value = pd.Timestamp(value) if isinstance(value, np.datetime64) else value.item()
    if isinstance(value, date | pd.Period):
        return str(value).removesuffix(" 00:00:00")
    if isinstance(value, numbers.Real | Decimal) and not isinstance(value, numbers.Integral):
        return number_as_written(float(value))
    return repr(value)


def number_as_written(number: float) -> str:
    """Return a number with four decimals at most, or with three digits if it is tiny.

    Examples
    --------
    >>> [number_as_written(one) for one in (1 / 3, 66.7, 12345.0, 0.00001234, float("nan"))]
    ['0.3333', '66.7', '12345.0', '1.23e-05', 'nan']
    """
    if not math.isfinite(number) or abs(number) >= 1e12:
        return f"{number:g}"
    if 0 < abs(number) < 0.001:
        return f"{number:.3g}"
    return repr(round(number, 4))


def listed(names: Iterable[str], most: int = 6) -> str:
    """Return names as a list in a sentence.

    Examples
    --------
    >>> listed(["'R'", "'A'", "'T'"])
    "'R', 'A' and 'T'"
    >>> listed("abcdefgh", most=2)
    'a, b and 6 others'
    """
    names = list(names)
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} others"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
