"""Values are sent as data and decoded as equal values; nothing that is decoded can do harm."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from grading_helpers.checking.results import read
from grading_helpers.instructor.grader.execution.proxies import become
from grading_helpers.instructor.grader.protocol.decoding import BadValueError, decode_value
from grading_helpers.instructor.grader.protocol.encoding import Encoder

HANDLE = {"t": "object", "h": 1, "n": "thing", "r": ""}
TABLE = pd.DataFrame(
    {
        "number": [1, 2],
        "text": ["x", None],
        "blank": [1.5, np.nan],
        "moment": pd.to_datetime(["2026-01-01", None]),
        "kind": pd.Categorical(["p", "q"]),
        "whole": pd.array([1, None], dtype="Int64"),
    },
    index=pd.Index(["a", "b"], name="key"),
)
PLAIN = [
    None,
    True,
    2**70,
    -0.0,
    float("inf"),
    "ä\ud800",
    [1, (2, {3})],
    {"a": np.float32(1), (1, 2): [None]},
    frozenset({1}),
    np.arange(6, dtype="int16").reshape(2, 3),
    np.array(["a", "bb"]),
    np.array([1, "a", None], dtype=object),
    np.datetime64("2026-01-01"),
    pd.Timestamp("2026-01-01", tz="Europe/Berlin"),
    pd.Timedelta("1h"),
    pd.Period("2025-01", "M"),
    {pd.Period("2025Q1"): 1.0},
    pd.Interval(0, 2.5, closed="left"),
    pd.NaT,
    pd.NA,
    dt.date(2026, 1, 1),
    dt.datetime(2026, 1, 1, 12),
    dt.timedelta(days=1, microseconds=3),
    Decimal("1.10"),
    b"\0x",
    range(3),
    1 + 2j,
    np.bool_(True),
    np.longdouble("0.1"),
    np.array(["0.1", "-inf", "nan"], dtype=np.longdouble),
    np.complex64(1 + 2j),
    np.array([[1 + 2j], [complex(0, np.inf)]]),
    np.array([], dtype=complex),
]
TABLES = {
    "mixed": TABLE,
    "empty_with_kinds": TABLE.iloc[:0],
    "months": pd.DataFrame({"n": [1, 2]}, index=pd.period_range("2025-01", periods=2, freq="M")),
    "classes": pd.DataFrame({"n": pd.cut(pd.Series([1, 5, None]), [0, 2, 6])}),
    "by_class": pd.Series([1, 5]).groupby(pd.cut([1, 5], 2), observed=True).sum().to_frame(),
    "intervals": pd.DataFrame({"n": pd.arrays.IntervalArray.from_breaks([0, 1, 2], "both")}),
    "no_columns": pd.DataFrame(index=[1, 2]),
    "no_rows": pd.DataFrame(columns=["a", "b"]),
    "sparse": pd.DataFrame({"n": pd.arrays.SparseArray([0, 0, 1.5], fill_value=0)}),
    "two_levels": TABLE.set_index(["number", "text"]),
    "counted_down": TABLE.set_index(pd.RangeIndex(8, 6, -1)),
    "same_names": pd.DataFrame([[1, 2]], columns=["a", "a"]),
}


def _there_and_back(value: object) -> Any:
    data = Encoder(lambda _: HANDLE).encode(value)
    return decode_value(json.loads(json.dumps(data)), lambda data: data)


@pytest.mark.parametrize("value", PLAIN, ids=lambda value: f"{type(value).__name__}")
def test_a_plain_value_is_decoded_unchanged(value: object) -> None:
    again = _there_and_back(value)
    assert repr(again) == repr(value)
    assert type(again) is type(value)


@pytest.mark.parametrize(
    "value", [np.ma.array([1.5, 0.0], mask=[False, True]), np.ma.array([1, 2]), np.ma.masked]
)
def test_what_a_mask_hides_is_blank_on_the_other_side(value: object) -> None:
    assert read(_there_and_back(value)) == read(value)


POSED = (
    *(bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, range, Decimal),
    *(dt.date, dt.datetime, dt.time, dt.timedelta, np.generic, np.float64, np.ndarray),
    *(pd.Series, pd.DataFrame, pd.Index, pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval),
)


@pytest.mark.parametrize("kind", POSED, ids=lambda kind: kind.__name__)
def test_an_object_that_poses_as_a_value_is_none(kind: type) -> None:
    class Poser:
        __class__ = kind
        __float__ = __int__ = __index__ = __complex__ = __len__ = lambda self: 1

        def __getattr__(self, name: str) -> object:
            return lambda *_, **__: [1]

    assert _there_and_back(Poser()) == HANDLE
    assert _there_and_back([Poser()]) == [HANDLE]


DERIVED = [(float, 1.5), (int, 3), (complex, 2j), (str, "a"), (Decimal, "1.5"), (np.float64, 2.5)]
DERIVED += [(list, [1]), (tuple, [1]), (dict, {1: 2}), (frozenset, [1])]


@pytest.mark.parametrize(("kind", "held"), DERIVED, ids=lambda one: str(one)[:20])
def test_a_derived_value_is_what_its_base_class_holds(kind: type, held: object) -> None:
    names = "float int index complex str repr iter getitem len eq round trunc"
    lies: dict[str, Any] = {f"__{name}__": lambda *_: 9 for name in names.split()}
    lies |= dict.fromkeys(("items", "keys", "values", "item", "tolist"), lambda *_: [(9, 9)])
    derived = type("Derived", (kind,), lies | {"__hash__": kind.__hash__})
    again = _there_and_back(derived(held))
    assert (type(again), again) == (kind, kind(held))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_decoded_with_its_dtypes_and_index(name: str) -> None:
    pd.testing.assert_frame_equal(_there_and_back(TABLES[name]), TABLES[name])


def test_a_series_is_decoded_with_its_name() -> None:
    series = pd.Series([1.0, np.nan], index=["a", "b"], name="scores")
    pd.testing.assert_series_equal(_there_and_back(series), series)


DAYS = pd.IntervalIndex.from_breaks(pd.date_range("2026-01-01", periods=3))
UNKNOWN_PARTS = {
    "index": pd.Series([1, 2], index=DAYS),
    "columns": pd.DataFrame([[1, 2]], columns=DAYS),
    "rows": pd.DataFrame({"n": [1, 2]}, index=DAYS),
    "level": pd.MultiIndex.from_arrays([[1, 2], DAYS]),
    "categories": pd.Categorical([DAYS[0]], categories=DAYS),
}


@pytest.mark.parametrize("name", UNKNOWN_PARTS)
def test_a_table_with_a_part_that_cannot_be_sent_stays_in_its_process(name: str) -> None:
    assert _there_and_back(UNKNOWN_PARTS[name]) == HANDLE


@pytest.mark.parametrize(
    "value", [object(), (n for n in [1]), len, TABLE.groupby("kind"), [[]] * 300_000]
)
def test_anything_but_a_plain_value_is_sent_as_a_handle(value: object) -> None:
    assert _there_and_back(value) == HANDLE


def test_a_list_that_contains_itself_is_sent_as_a_handle() -> None:
    endless: list[object] = []
    endless.append(endless)
    assert _there_and_back(endless) == HANDLE


BAD: list[Any] = [
    [1],
    {},
    {"t": "eval", "v": "1"},
    {"t": "list", "v": "abc"},
    {"t": "dict", "v": [[{"t": "list", "v": []}, 1]]},
    {"t": "array", "d": "O8", "s": [1], "v": [1]},
    {"t": "array", "d": "<f8", "s": [10**12], "v": [1.0]},
    {"t": "array", "d": "<f8", "s": [1], "v": ["x"]},
    {"t": "array", "d": "V1000000000", "s": [1], "v": [1]},
    {"t": "rangeindex", "v": [0, 10**12, 1], "n": None},
    {"t": "range", "v": [0, 10**15, 1]},
    {"t": "extension", "d": "object", "v": []},
    {"t": "extension", "d": "category", "v": []},
    {"t": "int", "v": "zz"},
    {"t": "timestamp", "v": "never", "d": "ns"},
    {"t": "categorical", "v": [5], "c": {"t": "rangeindex", "v": [0, 1, 1], "n": None}, "o": 0},
    {"t": "frame", "c": None, "i": None, "v": [1]},
]


@pytest.mark.parametrize("data", BAD, ids=lambda data: json.dumps(data)[:50])
def test_malformed_data_is_refused(data: Any) -> None:
    with pytest.raises(BadValueError):
        decode_value(data, lambda data: data)


def test_deep_data_is_refused() -> None:
    data: Any = 1
    for _ in range(60):
        data = {"t": "list", "v": [data]}
    with pytest.raises(BadValueError):
        decode_value(data, lambda data: data)


def test_an_argument_is_updated_to_its_new_state() -> None:
    table, series, array = TABLE.copy(), pd.Series([1, 2]), np.array([1, 2])
    become(table, TABLE.assign(seen=True))
    become(series, pd.Series([3], name="x"))
    become(array, np.array([5, 6]))
    assert list(table.columns)[-1] == "seen"
    assert (series.tolist(), series.name) == ([3], "x")
    assert array.tolist() == [5, 6]
