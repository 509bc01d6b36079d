"""Plain values as JSON and back, so that they can cross between processes.

Nothing is ever executed in decoding: a hostile message can be a wrong value or no value, and
no more. What is no plain value stays where it is and is named by a handle.
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

from grading_helpers.instructor.grader.scalars import encode_scalar
from grading_helpers.instructor.grader.tables import TABLES, encode_table

Data = Any
Keep = Callable[[object], Data]
DEEPEST = 24
MOST_PARTS = 200_000
LONGEST_NUMBER = 4000
TEXTS: dict[str, tuple[type, Callable[[Any], str], Callable[[str], object]]] = {
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "decimal": (Decimal, str, Decimal),
    "fraction": (Fraction, str, Fraction),
    "bytes": (bytes, bytes.hex, bytes.fromhex),
}


class TooLargeError(Exception):
    """A value has too many parts or lies too deep to be sent."""


class Encoder:
    """Turns values into data; what is no plain value is handed to ``keep``."""

    def __init__(self, keep: Keep) -> None:
        self.keep = keep
        self.parts = 0

    def encode(self, value: Any) -> Data:
        """Return the data of a value; one that is too large or too deep is no plain value."""
        self.parts = 0
        try:
            return self._encoded(value)
        except TooLargeError:
            return self.keep(value)

    def _encoded(self, value: Any, depth: int = 0) -> Data:
        self._count(1)
        if depth > DEEPEST:
            raise TooLargeError
        if value is None or type(value) in (bool, float, str):
            return value
        deeper = partial(self._encoded, depth=depth + 1)
        if isinstance(value, TABLES):
            self._count(int(getattr(value, "size", 1)))
            data = encode_table(value, deeper)
            return self.keep(value) if data is None else data
        for encoding in (self._number, self._container, self._text):
            data = encoding(value, deeper)
            if data is not None:
                return data
        return self.keep(value)

    def _count(self, parts: int) -> None:
        self.parts += parts
        if self.parts > MOST_PARTS:
            raise TooLargeError

    def _number(self, value: Any, _: object) -> Data:
        if value is pd.NA or value is pd.NaT:
            return {"t": "missing", "v": "NA" if value is pd.NA else "NaT"}
        if (
            isinstance(value, pd.Timestamp | pd.Timedelta | pd.Period | pd.Interval | np.generic)
            and type(value) is not np.str_
        ):
            return encode_scalar(value)
        if isinstance(value, bool | float | complex):
            plain = complex(value)
            return (
                {"t": "complex", "v": [plain.real, plain.imag]}
                if isinstance(value, complex)
                else float(value)
            )
        if isinstance(value, int):
            number = int(value)
            small = abs(number) < 2**63
            return number if small else self._long(number)
        return str.__str__(value) if isinstance(value, str) else None

    def _long(self, number: int) -> Data:
        digits = hex(number)
        return {"t": "int", "v": digits} if len(digits) < LONGEST_NUMBER else None

    def _container(self, value: Any, deeper: Callable[[Any], Data]) -> Data:
        if isinstance(value, Mapping):
            return {"t": "dict", "v": [[deeper(key), deeper(part)] for key, part in value.items()]}
        for name, kind in (("list", list), ("tuple", tuple), ("frozenset", frozenset)):
            if isinstance(value, kind):
                return {"t": name, "v": [deeper(part) for part in value]}
        if isinstance(value, AbstractSet):
            return {"t": "set", "v": [deeper(part) for part in value]}
        if isinstance(value, range):
            return {"t": "range", "v": [value.start, value.stop, value.step]}
        return None

    def _text(self, value: Any, _: object) -> Data:
        if isinstance(value, timedelta):
            return {"t": "timedelta", "v": [value.days, value.seconds, value.microseconds]}
        for name, (kind, encode, _decode) in TEXTS.items():
            if isinstance(value, kind):
                return {"t": name, "v": encode(value)}
        return None
