"""Encode plain values as JSON, to send them between processes.

Decoding never executes anything: the worst a hostile message can be is a wrong value. Anything but
a plain value stays in its process, and a handle refers to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from grading_helpers.instructor.grader.protocol.scalars import encode_scalar
from grading_helpers.instructor.grader.protocol.tables import PLAIN, TABLES, encode_table
from grading_helpers.instructor.json_types import JsonValue

Data = JsonValue
Keep = Callable[[object], Data]
DEEPEST = 24
MOST_PARTS = 200_000
LONGEST_NUMBER = 4000
SMALL = 2**63
TEXTS: dict[str, tuple[type, Callable[[Any], str], Callable[[str], object]]] = {
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "decimal": (Decimal, Decimal.__str__, Decimal),
    "fraction": (Fraction, Fraction.__str__, Fraction),
    "bytes": (bytes, bytes.hex, bytes.fromhex),
}
SCALARS = (pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval, np.generic)
SPAN: tuple[Any, ...] = (timedelta.days, timedelta.seconds, timedelta.microseconds)


class TooManyPartsError(Exception):
    """A value has too many parts or is nested too deeply to be sent."""


class Encoder:
    """Turns values into data; anything but a plain value is passed to ``keep``.

    Only the real type of a value and the content of its base class count, so an object cannot pose
    as a number or a list, and a number cannot convert itself to another.
    """

    def __init__(self, keep: Keep) -> None:
        self.keep = keep
        self.parts = 0

    def encode(self, value: object) -> Data:
        """Return the data of a value; one that is too large or too deep is kept."""
        self.parts = 0
        try:
            return self._encoded(value)
        except TooManyPartsError:
            return self.keep(value)

    def _encoded(self, value: object, depth: int = 0) -> Data:
        self._count(1)
        if depth > DEEPEST:
            raise TooManyPartsError
        if type(value) in PLAIN:
            return value
        if type(value) is int and abs(value) < SMALL:
            return value
        deeper = partial(self._encoded, depth=depth + 1)
        if _is_a(value, *TABLES):
            self._count(int(getattr(value, "size", 1)))
            data = encode_table(value, deeper, partial(self._encoded_all, depth=depth + 1))
            return self.keep(value) if data is None else data
        for encoding in (self._number, self._container, self._text):
            data = encoding(value, deeper)
            if data is not None:
                return data
        return self.keep(value)

    def _encoded_all(self, values: list[object], depth: int) -> list[Data]:
        """Return the data of many values, at once if all are plain, as those of a column are."""
        if depth <= DEEPEST and PLAIN.issuperset(map(type, values)):
            self._count(len(values))
            return values
        return [self._encoded(value, depth) for value in values]

    def _count(self, parts: int) -> None:
        self.parts += parts
        if self.parts > MOST_PARTS:
            raise TooManyPartsError

    def _number(self, value: Any, _: object) -> Data:
        if value is pd.NA or value is pd.NaT:
            return {"t": "missing", "v": "NA" if value is pd.NA else "NaT"}
        if _is_a(value, *SCALARS) and type(value) is not np.str_:
            return encode_scalar(value)
        if _is_a(value, complex):
            plain = complex.__add__(value, 0)
            return {"t": "complex", "v": [plain.real, plain.imag]}
        if type(value) is bool or _is_a(value, float):
            return value if type(value) is bool else float.__float__(value)
        if _is_a(value, int):
            number = int.__index__(value)
            return number if abs(number) < SMALL else self._long(number)
        return str.__str__(value) if _is_a(value, str) else None

    def _long(self, number: int) -> Data:
        digits = hex(number)
        return {"t": "int", "v": digits} if len(digits) < LONGEST_NUMBER else None

    def _container(self, value: Any, deeper: Callable[[object], Data]) -> Data:
        if _is_a(value, Mapping):
            items = dict.items(value) if _is_a(value, dict) else value.items()
            return {"t": "dict", "v": [[deeper(key), deeper(part)] for key, part in items]}
        for name, kind in (("list", list), ("tuple", tuple), ("frozenset", frozenset)):
            if _is_a(value, kind):
                return {"t": name, "v": [deeper(part) for part in kind.__iter__(value)]}
        if _is_a(value, AbstractSet):
            return {"t": "set", "v": [deeper(part) for part in value]}
        if type(value) is range:
            return {"t": "range", "v": [value.start, value.stop, value.step]}
        return None

    def _text(self, value: object, _: object) -> Data:
        if _is_a(value, timedelta):
            return {"t": "timedelta", "v": [part.__get__(value) for part in SPAN]}
        for name, (kind, encode, _decode) in TEXTS.items():
            if _is_a(value, kind):
                return {"t": name, "v": encode(value)}
        return None


def _is_a(value: object, *kinds: type) -> bool:
    """Return whether a value is of one of some types, whatever its ``__class__`` claims.

    Examples
    --------
    >>> class Poser:
    ...     __class__ = float
    >>> isinstance(Poser(), float), _is_a(Poser(), float)
    (True, False)
    """
    return issubclass(type(value), kinds)
