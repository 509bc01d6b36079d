"""Arrays, Series, tables and their indexes as JSON data, with their kinds, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np
import pandas as pd

from grading_helpers.instructor.grader.scalars import MOMENTS, NUMBERS, PLAIN_KIND, array_of

Data = Any
Deeper = Callable[[Any], Data]
TABLES = (np.ndarray, pd.Index, pd.Series, pd.DataFrame, pd.api.extensions.ExtensionArray)
KNOWN_KIND = re.compile(
    r"str|string(\[(python|pyarrow)\])?|boolean|U?Int(8|16|32|64)|Float(32|64)"
    r"|interval\[(int64|float64), (left|right|both|neither)\]"
    r"|period\[[\w-]{1,20}\]|datetime64\[(s|ms|us|ns), [\w/+:-]{1,40}\]"
)
MOST_CELLS = 500_000


def encode_table(value: Any, deeper: Deeper) -> Data:
    """Return the data of an array, index, Series or table, None if its kind is not known."""
    if isinstance(value, pd.DataFrame):
        return _frame(value, deeper)
    if isinstance(value, pd.MultiIndex):
        levels = [deeper(value.get_level_values(level)) for level in range(value.nlevels)]
        names = [deeper(name) for name in value.names]
        return _whole({"t": "multiindex", "v": levels, "n": names}, *levels)
    if isinstance(value, pd.RangeIndex):
        ends = [value.start, value.stop, value.step]
        return {"t": "rangeindex", "v": ends, "n": deeper(value.name)}
    if not isinstance(value, pd.Index | pd.Series):
        return _column(value, deeper)
    return _labelled(value, deeper)


def _labelled(value: Any, deeper: Deeper) -> Data:
    found = {"v": _column(value.array, deeper), "n": deeper(value.name)}
    if found["v"] is None:
        return None
    if isinstance(value, pd.Index):
        return {"t": "index", **found}
    index = deeper(value.index)
    return _whole({"t": "series", "i": index, **found}, index)


def _whole(data: Data, *parts: Data) -> Data:
    """Return the data of a table, None if a part of it cannot cross and was held back."""
    return None if any(part["t"] == "object" for part in parts) else data


def _frame(value: Any, deeper: Deeper) -> Data:
    columns = [_column(value.iloc[:, place].array, deeper) for place in range(value.shape[1])]
    if any(column is None for column in columns):
        return None
    labels, index = deeper(value.columns), deeper(value.index)
    return _whole({"t": "frame", "c": labels, "i": index, "v": columns}, labels, index)


def _column(values: Any, deeper: Deeper) -> Data:
    """Return the data of values of one kind."""
    if type(values) is pd.arrays.NumpyExtensionArray:
        values = values.to_numpy()
    if isinstance(values, np.ndarray):
        return _plain_column(values, deeper)
    if isinstance(values, pd.Categorical):
        codes = values.codes.tolist()
        categories = deeper(values.categories)
        data = {"t": "categorical", "v": codes, "c": categories, "o": bool(values.ordered)}
        return _whole(data, categories)
    kind = str(values.dtype)
    if PLAIN_KIND.fullmatch(np.dtype(values.dtype).str if _is_plain(values) else ""):
        return _plain_column(values.to_numpy(), deeper)
    if not KNOWN_KIND.fullmatch(kind):
        return None
    parts = [
        None if missing else deeper(part)
        for part, missing in zip(values, pd.isna(values), strict=True)
    ]
    return {"t": "extension", "d": kind, "v": parts}


def _is_plain(values: Any) -> bool:
    return isinstance(values.dtype, np.dtype)


def _plain_column(values: Any, deeper: Deeper) -> Data:
    shape = list(values.shape)
    if values.dtype.kind in NUMBERS:
        return {"t": "array", "d": values.dtype.str, "s": shape, "v": values.ravel().tolist()}
    if values.dtype.kind in MOMENTS:
        flat = values.ravel().astype("i8").tolist()
        return {"t": "array", "d": values.dtype.str, "s": shape, "v": flat}
    kind = "U" if values.dtype.kind == "U" else "O"
    if values.dtype.kind not in "OU":
        return None
    return {"t": "array", "d": kind, "s": shape, "v": [deeper(part) for part in values.ravel()]}


def decode_table(data: dict[str, Any], deeper: Callable[[Data], Any]) -> Any:
    """Return the array, index, Series or table that ``encode_table`` turned into data.

    Raises
    ------
    ValueError
        If it is none of these.
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
        index, columns = deeper(data["i"]), deeper(data["c"])
        parts = {
            place: pd.Series(_values(part, deeper), index=index)
            for place, part in enumerate(content)
        }
        frame = pd.DataFrame(parts, index=index)
        frame.columns = columns if len(columns) or not parts else pd.RangeIndex(len(parts))
        return frame
    return _values(data, deeper)


def _values(data: dict[str, Any], deeper: Callable[[Data], Any]) -> Any:
    """Return the values of one kind that ``_column`` turned into data."""
    tag, content = data["t"], data["v"]
    if not isinstance(content, list) or len(content) > MOST_CELLS:
        raise ValueError("no list of values")
    if tag == "categorical":
        ordered = bool(data["o"])
        return pd.Categorical.from_codes(content, categories=deeper(data["c"]), ordered=ordered)
    if tag == "extension" and KNOWN_KIND.fullmatch(str(data["d"])):
        return pd.Series([deeper(part) for part in content], dtype=str(data["d"])).array
    if tag != "array":
        raise ValueError("no values")
    shape = [int(length) for length in data["s"]]
    if prod(shape) != len(content) or len(shape) > 8 or min(shape, default=0) < 0:
        raise ValueError("an array of another size than it says")
    kind = str(data["d"])
    if kind not in ("O", "U"):
        return array_of(content, kind).reshape(shape)
    return _objects([deeper(part) for part in content], kind).reshape(shape)


def _objects(parts: list[Any], kind: str) -> Any:
    if kind == "U":
        lengths = [len(str(part)) for part in parts]
        if len(lengths) * max(lengths, default=0) > 10**7:
            raise ValueError("texts are too long")
        return np.array([str(part) for part in parts], dtype=str)
    found = np.empty(len(parts), dtype=object)
    for place, part in enumerate(parts):
        found[place] = part
    return found
