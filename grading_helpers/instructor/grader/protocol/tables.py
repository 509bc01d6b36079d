"""Arrays, Series, DataFrames and indexes as JSON data, with their dtypes, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import prod

import numpy as np
import numpy.typing as npt
import pandas as pd

from grading_helpers.instructor.grader.protocol.scalars import (
    COMPLEX,
    MOMENTS,
    NUMBERS,
    PLAIN_KIND,
    array_of,
    numbers_of,
)
from grading_helpers.instructor.json_types import JsonObject, JsonValue

Data = JsonValue
Deeper = Callable[[object], Data]
EncodeAll = Callable[[list[object]], list[Data]]
TABLES = (np.ndarray, pd.Index, pd.Series, pd.DataFrame, pd.api.extensions.ExtensionArray)
KNOWN_KIND = re.compile(
    r"str|string(\[(python|pyarrow)\])?|boolean|U?Int(8|16|32|64)|Float(32|64)"
    r"|interval\[(int64|float64), (left|right|both|neither)\]"
    r"|period\[[\w-]{1,20}\]|datetime64\[(s|ms|us|ns), [\w/+:-]{1,40}\]"
)
MOST_CELLS = 500_000
# The types of what JSON writes as it stands. Integers may be too large for other programs.
PLAIN = frozenset({type(None), bool, float, str})


def encode_table(value: object, deeper: Deeper, encode_all: EncodeAll) -> Data:
    """Return the data of an array, index, Series or DataFrame, None for an unknown dtype."""
    if isinstance(value, pd.DataFrame):
        return _frame(value, deeper, encode_all)
    if isinstance(value, pd.MultiIndex):
        levels = [deeper(value.get_level_values(level)) for level in range(value.nlevels)]
        names = [deeper(name) for name in value.names]
        return _whole({"t": "multiindex", "v": levels, "n": names}, *levels)
    if isinstance(value, pd.RangeIndex):
        ends = [value.start, value.stop, value.step]
        return {"t": "rangeindex", "v": ends, "n": deeper(value.name)}
    if not isinstance(value, pd.Index | pd.Series):
        return _column(value, deeper, encode_all)
    return _labelled(value, deeper, encode_all)


def _labelled(value: pd.Series, deeper: Deeper, encode_all: EncodeAll) -> Data:
    found = {"v": _column(value.array, deeper, encode_all), "n": deeper(value.name)}
    if found["v"] is None:
        return None
    if isinstance(value, pd.Index):
        return {"t": "index", **found}
    index = deeper(value.index)
    return _whole({"t": "series", "i": index, **found}, index)


def _whole(data: Data, *parts: Data) -> Data:
    """Return the data, or None if a part of it cannot be sent."""
    return None if any(part["t"] == "object" for part in parts) else data


def _frame(value: pd.DataFrame, deeper: Deeper, encode_all: EncodeAll) -> Data:
    columns = [_column(column.array, deeper, encode_all) for _, column in value.items()]
    if any(column is None for column in columns):
        return None
    labels, index = deeper(value.columns), deeper(value.index)
    return _whole({"t": "frame", "c": labels, "i": index, "v": columns}, labels, index)


def _column(
    values: pd.api.extensions.ExtensionArray, deeper: Deeper, encode_all: EncodeAll
) -> Data:
    """Return the data of values of one dtype."""
    if type(values) is pd.arrays.NumpyExtensionArray:
        values = values.to_numpy()
    if isinstance(values, np.ndarray):
        return _plain_column(_with_blanks(values), encode_all)
    if isinstance(values, pd.Categorical):
        codes = values.codes.tolist()
        categories = deeper(values.categories)
        data = {"t": "categorical", "v": codes, "c": categories, "o": bool(values.ordered)}
        return _whole(data, categories)
    if isinstance(values, pd.arrays.SparseArray):
        dense = _plain_column(values.to_dense(), encode_all)
        return {"t": "sparse", "v": dense, "f": deeper(values.fill_value)} if dense else None
    kind = str(values.dtype)
    if PLAIN_KIND.fullmatch(np.dtype(values.dtype).str if _is_plain(values) else ""):
        return _plain_column(values.to_numpy(), encode_all)
    if not KNOWN_KIND.fullmatch(kind):
        return None
    missing = pd.isna(values)
    there = iter(encode_all([*values[~missing]]))
    parts = [None if blank else next(there) for blank in missing.tolist()]
    return {"t": "extension", "d": kind, "v": parts}


def _with_blanks(values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """Return an array in which what a mask hides is None, as ``check`` reads it."""
    if not isinstance(values, np.ma.MaskedArray):
        return values
    hidden, shown = np.ma.getmaskarray(values), np.ma.getdata(values)
    if hidden.any():
        shown = shown.astype(object)
        shown[hidden] = None
    return shown


def _is_plain(values: pd.api.extensions.ExtensionArray) -> bool:
    return isinstance(values.dtype, np.dtype)


def _plain_column(values: npt.NDArray[np.generic], encode_all: EncodeAll) -> Data:
    shape = list(values.shape)
    if values.dtype.kind in NUMBERS + COMPLEX:
        flat = numbers_of(values.ravel())
        return {"t": "array", "d": values.dtype.str, "s": shape, "v": flat}
    if values.dtype.kind in MOMENTS:
        flat = values.ravel().astype("i8").tolist()
        return {"t": "array", "d": values.dtype.str, "s": shape, "v": flat}
    kind = "U" if values.dtype.kind == "U" else "O"
    if values.dtype.kind not in "OU":
        return None
    return {"t": "array", "d": kind, "s": shape, "v": encode_all([*values.ravel()])}


def decode_table(data: JsonObject, deeper: Callable[[Data], object]) -> object:
    """Return the array, index, Series or DataFrame that ``encode_table`` turned into data.

    Raises
    ------
    ValueError
        If it is anything else.
    """
    tag, content = data["t"], data["v"]
    if tag == "rangeindex":
        index = pd.RangeIndex(*(int(end) for end in content), name=deeper(data["n"]))
        if len(index) > MOST_CELLS:
            raise ValueError("an index is too long")
        return index
    if tag == "multiindex":
        names = [deeper(name) for name in data["n"]]
        return pd.MultiIndex.from_arrays([deeper(level) for level in content], names=names)
    if tag == "index":
        return pd.Index(_values(content, deeper), name=deeper(data["n"]))
    if tag == "series":
        index = deeper(data["i"])
        return pd.Series(_values(content, deeper), index=index, name=deeper(data["n"]))
    if tag == "frame":
        index = deeper(data["i"])
        columns: pd.Index = deeper(data["c"])
        parts = {place: _values(part, deeper) for place, part in enumerate(content)}
        frame = pd.DataFrame(parts, index=index)
        frame.columns = columns if len(columns) or not parts else pd.RangeIndex(len(parts))
        return frame
    return _values(data, deeper)


def _values(data: JsonObject, deeper: Callable[[Data], object]) -> object:
    """Return the values of one dtype that ``_column`` turned into data."""
    tag, content = data["t"], data["v"]
    if tag == "sparse" and isinstance(content, dict) and content.get("t") == "array":
        dense = np.asarray(_values(content, deeper))
        return pd.arrays.SparseArray(dense, fill_value=deeper(data["f"]))
    if not isinstance(content, list) or len(content) > MOST_CELLS:
        raise ValueError("not a list of values")
    if tag == "categorical":
        ordered = bool(data["o"])
        return pd.Categorical.from_codes(content, categories=deeper(data["c"]), ordered=ordered)
    if tag == "extension" and KNOWN_KIND.fullmatch(str(data["d"])):
        return pd.array(decode_all(content, deeper), dtype=str(data["d"]))
    if tag != "array":
        raise ValueError("not values")
    shape = [int(length) for length in data["s"]]
    kind = str(data["d"])
    parts = 2 if PLAIN_KIND.fullmatch(kind) and np.dtype(kind).kind == COMPLEX else 1
    if prod(shape) * parts != len(content) or len(shape) > 8 or min(shape, default=0) < 0:
        raise ValueError("the shape and the size of an array differ")
    if kind not in ("O", "U"):
        return array_of(content, kind).reshape(shape)
    return _objects(decode_all(content, deeper), kind).reshape(shape)


def decode_all(content: list[JsonValue], deeper: Callable[[Data], object]) -> list[object]:
    """Return the values that a list of data stands for, at once if all are plain."""
    if (PLAIN | {int}).issuperset(map(type, content)):
        return [*content]
    return [deeper(part) for part in content]


def _objects(parts: list[object], kind: str) -> npt.NDArray[np.generic]:
    if kind == "U":
        lengths = [len(str(part)) for part in parts]
        if len(lengths) * max(lengths, default=0) > 10**7:
            raise ValueError("strings are too long")
        return np.array([str(part) for part in parts], dtype=str)
    found = np.empty(len(parts), dtype=object)
    for place, part in enumerate(parts):
        found[place] = part
    return found
