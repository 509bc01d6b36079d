"""The inputs of a call as JSON values: how an input is encoded, and how it is built.

Authors write a table of the company, CSV or a plain value. Programs write ``data``, which
keeps what the other three lose: the types of columns, row numbers, NaN beside None, dates.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypedDict

import numpy as np
import pandas as pd

from grading_helpers.data import data_path

# What JSON can represent.
Json = Any


class Recipe(TypedDict, total=False):
    """How to build one input: a table of the company, inline CSV, a value, or data.

    ``packed`` is a value as the package stores it, in base64.
    """

    table: str
    csv: str
    value: object
    data: Json
    packed: str
    rows: int
    first_row: int


# The key of a JSON object that does not stand for a plain dictionary.
TAG = "~"


def build_input(recipe: Recipe) -> object:
    r"""Return one input from its recipe: a table of the company, inline CSV, a value, or data.

    Examples
    --------
    >>> build_input({"csv": "dim,gap\nR,-1.5"})
      dim  gap
    0   R -1.5
    >>> list(build_input({"csv": "dim,gap\nR,-1.5", "first_row": 7}).index)
    [7]
    >>> build_input({"value": {"R": -1.5}})
    {'R': -1.5}
    >>> build_input({"data": {"~": "date", "of": "2026-11-02"}})
    datetime.date(2026, 11, 2)
    """
    if "value" in recipe:
        return deepcopy(recipe["value"])
    if "data" in recipe:
        return deepcopy(_decoded(json.dumps(recipe["data"])))
    table = _read(recipe.get("csv", ""), recipe.get("table", "")).copy()
    table = table.head(recipe.get("rows", len(table)))
    return table.set_axis(table.index + recipe.get("first_row", 0))


@lru_cache(4_000)
def _decoded(text: str) -> object:
    """Decode an input once for all answers that are tried on it."""
    return decode_input(json.loads(text))


@lru_cache(256)
def _read(csv: str, name: str) -> pd.DataFrame:
    """Read a table once for all answers that are tried on it."""
    return pd.read_csv(io.StringIO(csv) if csv else data_path(name))


def encode_input(value: object) -> Json:
    """Encode an input as a JSON value.

    Parameters
    ----------
    value : object
        A number, text, truth value, date, list, tuple, set, dictionary, Series or DataFrame.

    Raises
    ------
    TypeError
        If it is or contains anything else.

    Examples
    --------
    >>> encode_input({"R": float("nan"), "A": None})
    {'R': {'~': 'nan'}, 'A': None}
    >>> table = pd.DataFrame({"store": ["N", None], "csat": [5, 4]}, index=[3, 1])
    >>> encode_input(table)["columns"], encode_input(table)["index"]
    (['store', 'csat'], ['int64', [3, 1]])
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return _BLANKS[str(value)]
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value)
    raise TypeError(f"an input cannot be a {type(value).__name__}")


def decode_input(data: Json) -> object:
    """Return a fresh input from its form made by `encode_input`.

    Examples
    --------
    >>> decode_input(encode_input({2: (1, 2.5), "b": {3}}))
    {2: (1, 2.5), 'b': {3}}
    """
    if isinstance(data, list):
        return [decode_input(part) for part in data]
    if not isinstance(data, dict):
        return data
    if TAG in data:
        return _READERS[data[TAG]](data)
    return {key: decode_input(part) for key, part in data.items()}


_BLANKS: dict[str, Json] = {"None": None, "<NA>": {TAG: "NA"}, "NaT": {TAG: "NaT"}}


def _float(value: float) -> Json:
    return value if math.isfinite(value) else {TAG: str(float(value))}


def _dict(value: Mapping[object, object]) -> Json:
    if all(isinstance(key, str) and key != TAG for key in value):
        return {str(key): encode_input(part) for key, part in value.items()}
    pairs = [[encode_input(key), encode_input(part)] for key, part in value.items()]
    return {TAG: "dict", "of": pairs}


def _listed(tag: str) -> Callable[[Iterable[object]], Json]:
    return lambda parts: {TAG: tag, "of": [encode_input(part) for part in parts]}


def _moment(tag: str) -> Callable[[date], Json]:
    return lambda moment: {TAG: tag, "of": moment.isoformat()}


def _series(series: pd.Series) -> Json:
    return {
        TAG: "series",
        "name": encode_input(series.name),
        "index": _index(series.index),
        "of": _column(series),
    }


def _table(table: pd.DataFrame) -> Json:
    columns = [_column(table.iloc[:, place]) for place in range(table.shape[1])]
    names = [encode_input(name) for name in table.columns]
    return {TAG: "table", "columns": names, "index": _index(table.index), "of": columns}


def _index(index: pd.Index) -> Json:
    if index.name is not None or isinstance(index, pd.MultiIndex):
        raise TypeError("the index of an input has one level and no name")
    if isinstance(index, pd.RangeIndex):
        return ["range", [index.start, index.stop, index.step]]
    return _column(index.to_series())


def _column(column: pd.Series) -> Json:
    """Return the kind of a column and its values; blanks are null."""
    kind, values = str(column.dtype), column.tolist()
    if kind in ("int64", "bool"):
        return [kind, values]
    if kind == "float64":
        return [kind, [_short(value) for value in values]]
    if kind.startswith("datetime64["):
        return ["time", [None if pd.isna(one) else one.isoformat() for one in values]]
    is_text = all(isinstance(one, str) or _is_nan(one) for one in values)
    if kind == "str" or (kind == "object" and is_text and not _HAS_TEXT_TYPE):
        return ["text", [one if isinstance(one, str) else None for one in values]]
    if kind == "object":
        return [kind, [encode_input(one) for one in values]]
    raise TypeError(f"a column of an input cannot be of the type {kind}")


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


# pandas 3 has a separate type for text; pandas 2 uses object.
_HAS_TEXT_TYPE = str(pd.Series(["a"]).dtype) == "str"
_TIME = "datetime64[us]" if _HAS_TEXT_TYPE else "datetime64[ns]"


def _short(value: float) -> Json:
    """Return a number from a column of floats, without a needless .0."""
    if math.isnan(value):
        return None
    if math.isinf(value):
        return str(value)
    return int(value) if value.is_integer() and abs(value) < 2**53 and value else value


_WRITERS: tuple[tuple[Any, Callable[[Any], Json]], ...] = (
    ((bool, np.bool_), bool),
    (str, str),
    ((int, np.integer), int),
    ((float, np.floating), _float),
    (pd.Timestamp, _moment("timestamp")),
    (datetime, _moment("datetime")),
    (date, _moment("date")),
    (dict, _dict),
    (list, lambda parts: [encode_input(part) for part in parts]),
    (tuple, _listed("tuple")),
    (set | frozenset, lambda parts: _listed("set")(sorted(parts, key=repr))),
    (pd.Series, _series),
    (pd.DataFrame, _table),
)


def _read_column(data: Json, index: pd.Index | None = None) -> Any:
    """Return the values of a column; only objects become a Series, because making one is slow."""
    kind, values = data
    if kind == "text":
        blank = [np.nan if value is None else value for value in values]
        return pd.array(blank, dtype="str") if _HAS_TEXT_TYPE else np.array(blank, dtype=object)
    if kind == "time":
        return pd.to_datetime(values).astype(_TIME)
    if kind == "float64":
        return np.array([np.nan if one is None else float(one) for one in values], dtype=kind)
    if kind != "object":
        return np.array(values, dtype=kind)
    # A Series keeps its type; an array of objects would become text.
    return pd.Series([decode_input(one) for one in values], index, dtype=kind)


def _read_index(data: Json) -> pd.Index:
    kind, values = data
    return pd.RangeIndex(*values) if kind == "range" else pd.Index(_read_column(data))


def _read_series(data: Json) -> pd.Series:
    index = _read_index(data["index"])
    return pd.Series(_read_column(data["of"], index), index, name=decode_input(data["name"]))


def _read_table(data: Json) -> pd.DataFrame:
    index, names = _read_index(data["index"]), [decode_input(name) for name in data["columns"]]
    columns = [_read_column(one, index) for one in data["of"]]
    if len(set(names)) == len(names):
        return pd.DataFrame(dict(zip(names, columns, strict=True)), index=index)
    return pd.DataFrame(dict(enumerate(columns)), index=index).set_axis(names, axis=1)


_READERS: dict[str, Callable[[Json], object]] = {
    "nan": lambda _: math.nan,
    "inf": lambda _: math.inf,
    "-inf": lambda _: -math.inf,
    "NA": lambda _: pd.NA,
    "NaT": lambda _: pd.NaT,
    "dict": lambda data: {decode_input(key): decode_input(part) for key, part in data["of"]},
    "tuple": lambda data: tuple(map(decode_input, data["of"])),
    "set": lambda data: set(map(decode_input, data["of"])),
    "date": lambda data: date.fromisoformat(data["of"]),
    "datetime": lambda data: datetime.fromisoformat(data["of"]),
    "timestamp": lambda data: pd.Timestamp(data["of"]),
    "series": _read_series,
    "table": _read_table,
}
