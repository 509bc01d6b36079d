"""Single numbers, moments, periods and intervals of NumPy and pandas as JSON data, and back."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

Data = Any
NUMBERS = "biuf"
MOMENTS = "mM"
PLAIN_KIND = re.compile(r"[<>|=]?([biuf]\d{1,2}|[mM]8\[[A-Za-z]{1,2}\])")


def encode_scalar(value: Any) -> Data:
    """Return the data of a number or moment of NumPy or pandas, None for another kind."""
    if not isinstance(value, np.generic):
        return _encoded_time(value)
    if value.dtype.kind in NUMBERS:
        return {"t": "scalar", "d": value.dtype.str, "v": value.item()}
    if value.dtype.kind in MOMENTS:
        return {"t": "scalar", "d": value.dtype.str, "v": int(value.astype("i8"))}
    return None


def _encoded_time(value: Any) -> Data:
    """Return the data of a moment, a span or a period, or of an interval of numbers."""
    if isinstance(value, pd.Timestamp):
        zone = str(value.tz) if value.tz is not None else None
        return {"t": "timestamp", "v": value.isoformat(), "d": value.unit, "z": zone}
    if isinstance(value, pd.Timedelta):
        return {"t": "span", "v": int(value.value)}
    if isinstance(value, pd.Period):
        return {"t": "period", "v": str(value), "d": value.freqstr}
    return _interval(value)


def _interval(value: Any) -> Data:
    """Return the data of an interval of numbers, such as ``pd.cut`` makes."""
    ends = [end.item() if isinstance(end, np.number) else end for end in (value.left, value.right)]
    if not all(isinstance(end, int | float) for end in ends):
        return None
    return {"t": "interval", "v": ends, "d": value.closed}


def decode_scalar(data: dict[str, Any]) -> Any:
    """Return the number or moment that ``encode_scalar`` turned into data, None for others."""
    tag, content = data.get("t"), data.get("v")
    if tag == "timestamp":
        moment = pd.Timestamp(str(content)[:60]).as_unit(str(data["d"])[:2])
        return moment.tz_convert(str(data["z"])[:40]) if data.get("z") else moment
    if tag == "span":
        return pd.Timedelta(int(content or 0))
    if tag == "period":
        return pd.Period(str(content)[:40], freq=str(data["d"])[:20])
    if tag == "interval":
        left, right = list(content or ())
        if isinstance(left, int | float) and isinstance(right, int | float):
            return pd.Interval(left, right, closed=str(data["d"])[:7])
        raise ValueError("an interval of something else than numbers")
    if tag == "scalar":
        return array_of([content], str(data["d"]))[0]
    return None


def array_of(content: list[Any], kind: str) -> Any:
    """Return an array of numbers or moments.

    Raises
    ------
    ValueError
        If they are none, or of a kind that is not known.
    """
    if not PLAIN_KIND.fullmatch(kind) or not all(
        isinstance(part, bool | int | float) for part in content
    ):
        raise ValueError("no numbers")
    dtype = np.dtype(kind)
    if dtype.kind in MOMENTS:
        return np.array(content, dtype="i8").view(dtype)
    return np.array(content, dtype=dtype)
