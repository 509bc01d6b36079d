"""A drawn input is encoded and decoded unchanged, with its types and row numbers."""

from __future__ import annotations

import json
import math
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading_helpers.checking.inputs import build_input, decode_input, encode_input
from grading_helpers.checking.outcomes import Case
from grading_helpers.instructor.contracts import blank as only_blanks
from grading_helpers.instructor.contracts import blanks, empty, moments, names, numbers, tables

COLUMNS = {
    "store": blanks(names()),
    "csat": blanks(st.integers(1, 5)),
    "whole": st.integers(-3, 3),
    "share": numbers(-1, 1, 3),
    "open": blanks(st.booleans()),
    "seen": st.booleans(),
    "time": blanks(moments()),
    "none": only_blanks(),
}
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates(),
    lambda part: (
        st.lists(part) | st.dictionaries(st.text() | st.integers(), part) | st.tuples(part)
    ),
    max_leaves=8,
)


def again(value: object) -> object:
    return decode_input(json.loads(json.dumps(encode_input(value))))


def assert_same_table(one: pd.DataFrame, other: object) -> None:
    assert isinstance(other, pd.DataFrame)
    pd.testing.assert_frame_equal(one, other, check_exact=True)
    for name in one:  # which assert_frame_equal treats as equal
        was = [value is None for value in one[name]]
        assert was == [value is None for value in other[name]]


@pytest.mark.integration
@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(tables(COLUMNS, extra_blanks=True))
def test_a_table_keeps_types_blanks_row_numbers_and_order(table: pd.DataFrame) -> None:
    assert_same_table(table, again(table))
    assert_same_table(table.iloc[:0], again(empty(table)))


@pytest.mark.integration
@given(plain)
def test_a_plain_value_is_unchanged(value: object) -> None:
    found = again(value)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        pd.Timestamp("2026-11-02 10:30"),
        datetime(2026, 11, 2, 10, 30),
        date(2026, 11, 2),
        {"R", "A"},
        {"~": 3},
        {1: (2.0, [None])},
        -math.inf,
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_that_json_does_not_have_are_kept(value: object) -> None:
    assert again(value) == value
    assert type(again(value)) is type(value)


def test_nan_na_and_nat_are_distinguished_from_none() -> None:
    found = again([math.nan, pd.NA, pd.NaT, None])
    assert isinstance(found, list)
    assert math.isnan(found[0])
    assert found[1:] == [pd.NA, pd.NaT, None] or found[1] is pd.NA
    assert found[2] is pd.NaT
    assert found[3] is None


def test_a_series_keeps_its_name_and_index() -> None:
    series = pd.Series([1.5, np.nan], index=["R", "A"], name="gap")
    found = again(series)
    assert isinstance(found, pd.Series)
    pd.testing.assert_series_equal(series, found)


def test_values_that_are_not_data_are_refused() -> None:
    with pytest.raises(TypeError, match="cannot be a function"):
        encode_input([lambda: 3])
    with pytest.raises(TypeError, match="type category"):
        encode_input(pd.DataFrame({"store": pd.Categorical(["N"])}))


def test_each_call_gets_fresh_data() -> None:
    recipe = {"data": encode_input([[1]])}
    build_input(recipe).append(2)  # type: ignore[attr-defined]
    assert build_input(recipe) == [[1]]


def test_an_answer_that_changes_its_inputs_does_not_change_those_of_the_next() -> None:
    case = Case("changed", ({"csv": "csat\n5"}, {"value": [[1]]}))
    table, rows = case.arguments()
    assert isinstance(table, pd.DataFrame)
    assert isinstance(rows, list)
    table.loc[0, "csat"] = 1
    rows[0].append(2)
    for table, rows in (case.unchanged_arguments, case.arguments()):
        assert isinstance(table, pd.DataFrame)
        assert table["csat"].tolist() == [5]
        assert rows == [[1]]
