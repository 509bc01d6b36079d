"""Contracts are read, draw the same inputs each time, and draw what tasks promise."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import strategies as st

from grading_helpers.checking.inputs import encode_input
from grading_helpers.instructor.contracts import (
    Contract,
    blanks,
    empty,
    names,
    near,
    ratings,
    tables,
    ties,
)
from grading_helpers.instructor.contracts.draw import draw, draw_all
from grading_helpers.instructor.contracts.load import contract_faults, load_contract

SURVEY = tables({"store": blanks(names()), "csat": blanks(ratings())}, extra_blanks=True)
GOOD = """from hypothesis import strategies as st
from grading_helpers.instructor.contracts import Contract
CONTRACT = Contract(
    inputs={"plain": st.tuples(st.integers())},
    tests={"nps_values": ("plain",)},
)
"""
FILE = Path("course/02_loyalty/exercises/nps/contract.py")


def drawn(strategy: st.SearchStrategy[pd.DataFrame], many: int = 150) -> list[pd.DataFrame]:
    return [table for (table,) in draw(st.tuples(strategy), many, "test")]


def test_a_sound_contract_has_no_faults() -> None:
    assert list(contract_faults(FILE, GOOD, {"nps_values"})) == []
    assert list(load_contract(FILE, GOOD).inputs) == ["plain"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('("plain",)}', '("palin",)}', 5, "uses the label 'palin', which has no inputs"),
        ('("plain",)}', '"plain"}', 5, "the labels of nps_values are a single text"),
        ("nps_values", "nps_value", 5, "'nps_value', which is not a test of this exercise"),
        ("st.tuples(st.integers())", "3", 4, "the label 'plain' has int, which draws nothing"),
        ('"plain": st', '"ties": st.tuples(), "plain": st', 4, "no test uses the inputs of"),
        ("},\n)", "},\n    raises={'error': ValueError},\n)", 6, "raises names the label 'error'"),
        ("st.integers", "st.integer", 4, "stops with AttributeError"),
        ("CONTRACT =", "OTHER =", 1, "CONTRACT is not a Contract"),
        ("import Contract", "import", 2, "stops with SyntaxError"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    faults = list(contract_faults(FILE, GOOD.replace(old, new), {"nps_values"}))
    assert [fault.line for fault in faults if words in str(fault)] == [line], faults
    assert all(str(fault).startswith(FILE.as_posix()) for fault in faults)


def test_the_same_seed_draws_the_same_and_another_draws_others() -> None:
    one, same, other = (
        [encode_input(each) for each in draw(st.tuples(SURVEY), 20, seed, "csat")]
        for seed in (1, 1, 2)
    )
    assert one == same
    assert one != other


def test_labels_with_few_inputs_leave_theirs_to_others() -> None:
    few, many = st.tuples(st.just(3)), st.tuples(st.integers())
    contract = Contract(inputs={"plain": many, "empty": few}, tests={})
    found = draw_all(contract, 100, 1)
    assert len(found["empty"]) == 1
    assert len(found["plain"]) == 99


def test_tables_vary_all_that_a_task_leaves_open() -> None:
    found = drawn(SURVEY)
    assert {table.index.is_monotonic_increasing for table in found} == {True, False}
    assert {list(table.columns).index("csat") for table in found} >= {0, 1}
    assert any("nps" in table.columns for table in found)
    assert any(table["csat"].isna().all() and table["csat"].dtype == "float64" for table in found)
    blanks_of_text = [one for table in found for one in table["store"] if not isinstance(one, str)]
    assert any(one is None for one in blanks_of_text)
    assert any(one is not None for one in blanks_of_text)


def test_an_empty_table_keeps_the_types_of_its_columns() -> None:
    found = drawn(tables({"csat": ratings()}, extra=False).map(empty))
    assert {len(table) for table in found} == {0}
    assert {str(table["csat"].dtype) for table in found} == {"int64"}


def test_some_name_is_a_part_of_another() -> None:
    stores = [set(table["store"]) for table in drawn(tables({"store": names()}))]
    assert any(one != two and one in two for used in stores for one in used for two in used)


def test_values_lie_on_thresholds_beside_and_between_them() -> None:
    assert set(draw(near(3, 4, step=0.1), 50, 1)) == {2.9, 3, 3.1, 3.5, 3.9, 4, 4.1}


def test_ties_draws_few_different_values() -> None:
    many = [set(table["n"]) for table in drawn(tables({"n": ties(st.integers(0, 99))}))]
    assert max(map(len, many)) == 2
    assert len(set.union(*many)) > 10
