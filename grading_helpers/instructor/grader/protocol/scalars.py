"""NumPy and pandas scalars as JSON data, and back."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from grading_helpers.instructor.json_types import JsonObject, JsonValue

Data = JsonValue
NUMBERS = "biuf"
MOMENTS = "mM"
COMPLEX = "c"
PLAIN_KIND = re.compile(r"[<>|=]?([biufc]\d{1,2}|[mM]8\[[A-Za-z]{1,2}\])")
# A long double has more digits than JSON's numbers, so it is sent as text.
MOST_BYTES_OF_A_NUMBER, LONGEST_TEXT = 8, 60


def encode_scalar(value: object) -> Data:
    """Return the data of a NumPy or pandas scalar, None for any other value."""
    if not isinstance(value, np.generic):
        return _encoded_time(value)
    if value.dtype.kind in NUMBERS + COMPLEX:
        data = numbers_of(np.array([value], dtype=value.dtype))
        return {"t": "scalar", "d": value.dtype.str, "v": data[0] if len(data) == 1 else data}
    if value.dtype.kind in MOMENTS:
        return {"t": "scalar", "d": value.dtype.str, "v": int(np.generic.astype(value, "i8"))}
    return None


def _encoded_time(value: object) -> Data:
    """Return the data of a Timestamp, Timedelta, Period or Interval."""
    if isinstance(value, pd.Timestamp):
        zone = str(value.tz) if value.tz is not None else None
        return {"t": "timestamp", "v": value.isoformat(), "d": value.unit, "z": zone}
    if isinstance(value, pd.Timedelta):
        return {"t": "span", "v": int(value.value)}
    if isinstance(value, pd.Period):
        return {"t": "period", "v": str(value), "d": value.freqstr}
    return _interval(value)


def _interval(value: pd.Interval) -> Data:
    """Return the data of an Interval of numbers, such as ``pd.cut`` makes."""
    ends = [end.item() if isinstance(end, np.number) else end for end in (value.left, value.right)]
    if not all(isinstance(end, int | float) for end in ends):
        return None
    return {"t": "interval", "v": ends, "d": value.closed}


def decode_scalar(data: JsonObject) -> object:
    """Return the scalar that ``encode_scalar`` turned into data, None for other data."""
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
        raise ValueError("an interval must be one of numbers")
    if tag == "scalar":
        return array_of(content if isinstance(content, list) else [content], str(data["d"]))[0]
    return None


def numbers_of(values: npt.NDArray[np.generic]) -> list[JsonValue]:
    """Return the numbers in an array of one dimension as JSON data; two for each complex one."""
    if values.dtype.kind == COMPLEX:
        pairs = np.stack([values.real, values.imag], axis=1)
        return numbers_of(pairs.ravel())
    if values.dtype.kind == "f" and values.dtype.itemsize > MOST_BYTES_OF_A_NUMBER:
        return [str(one) for one in values]
    return list(values.tolist())


def array_of(content: list[JsonValue], kind: str) -> npt.NDArray[np.generic]:
    """Return an array of numbers, datetimes or timedeltas.

    Raises
    ------
    ValueError
        If the content or the dtype is anything else.
    """
    if not PLAIN_KIND.fullmatch(kind):
        raise ValueError("not numbers")
    dtype = np.dtype(kind)
    if dtype.kind == COMPLEX:
        parts = array_of(content, f"f{dtype.itemsize // 2}")
        found = np.empty(len(parts) // 2, dtype=dtype)
        found.real, found.imag = parts[::2], parts[1::2]
        return found
    if dtype.kind == "f" and dtype.itemsize > MOST_BYTES_OF_A_NUMBER:
        texts = [part for part in content if isinstance(part, str)]
        if len(texts) != len(content):
            raise ValueError("not long numbers")
        return np.array([dtype.type(text[:LONGEST_TEXT]) for text in texts], dtype=dtype)
    if not all(isinstance(part, bool | int | float) for part in content):
        raise ValueError("not numbers")
    if dtype.kind in MOMENTS:
        return np.array(content, dtype="i8").view(dtype)
    return np.array(content, dtype=dtype)
