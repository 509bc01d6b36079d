"""A battery compares each result with what is due, and never says what that is."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pandas as pd
import pytest

from grading_helpers.checking.inputs import encode_input
from grading_helpers.compare import ONE_DECIMAL, InWordsError, assert_battery
from grading_helpers.instructor.authoring.batteries import with_batteries
from grading_helpers.instructor.authoring.battery_json import (
    ChosenInputs,
    digest_of_contract,
    read_chosen,
)
from grading_helpers.instructor.authoring.course import ReadLesson

TABLE = encode_input(pd.DataFrame({"csat": [5, 4, 1]}))
BATTERY = json.dumps(
    [[[TABLE], {"all": 66.6666667}], [[encode_input(math.nan)], encode_input(math.nan)]]
)
REFUSED = json.dumps([[[-1], {"~": "raises", "of": "ValueError"}]])


def share(survey: object) -> object:
    if not isinstance(survey, pd.DataFrame):
        return survey
    return {"all": round(100 * survey["csat"].ge(4).mean(), 1)}


def refuse(number: float) -> float:
    raise UnicodeError(f"{number} is negative")


def test_no_input_is_made_after_the_first_wrong_result() -> None:
    no_input = {"~": "nothing of this kind"}
    with pytest.raises(InWordsError):
        assert_battery(share, json.dumps([[[1], 2], [[no_input], 1]]))
    with pytest.raises(KeyError):
        assert_battery(share, json.dumps([[[1], 1], [[no_input], 1]]))


def test_a_right_answer_passes_within_the_tolerance() -> None:
    assert_battery(share, BATTERY, ONE_DECIMAL)
    with pytest.raises(InWordsError):
        assert_battery(share, BATTERY)


def test_a_wrong_result_is_told_but_not_what_is_due() -> None:
    with pytest.raises(InWordsError) as told:
        assert_battery(lambda survey: {"all": 50.0}, BATTERY, ONE_DECIMAL)
    assert "The function returned a dictionary: {'all': 50.0}" in str(told.value)
    assert "66.6" not in str(told.value)


def test_an_error_is_passed_on() -> None:
    with pytest.raises(KeyError, match="ces"):
        assert_battery(lambda survey: survey["ces"], BATTERY, ONE_DECIMAL)


def test_an_error_that_is_due_may_be_of_a_class_below() -> None:
    assert_battery(refuse, REFUSED)


def test_an_input_that_must_be_refused_is() -> None:
    with pytest.raises(InWordsError, match="On this data it should raise ValueError"):
        assert_battery(abs, REFUSED)
    with pytest.raises(ZeroDivisionError):
        assert_battery(lambda number: number / 0, REFUSED)


def test_each_input_is_fresh() -> None:
    def spoil(numbers: list[int]) -> int:
        numbers.append(1)
        return len(numbers)

    assert_battery(spoil, "[[[[]], 1], [[[]], 1]]")


def test_chosen_inputs_are_read_as_they_were_written(tmp_path: Path) -> None:
    chosen = ChosenInputs(digest_of_contract("code"), 500, {"nps_values": [[[3], 4]]}, ("ab", "cd"))
    (tmp_path / "battery.json").write_text(chosen.to_json(), "utf-8")
    assert read_chosen(tmp_path, "code") == (chosen, [])


def test_inputs_of_another_contract_or_damaged_ones_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "battery.json"
    file.write_text(ChosenInputs(digest_of_contract("old")).to_json(), "utf-8")
    _, (fault,) = read_chosen(tmp_path, "new")
    assert "the contract has changed since these inputs were drawn" in str(fault)
    file.write_text('{"contract": 3', "utf-8")
    _, (fault,) = read_chosen(tmp_path, "new")
    assert "it is damaged" in str(fault)


def test_batteries_stand_in_hidden_parts_only(rater: ReadLesson) -> None:
    cells = rater.lesson.tests_of("csat_by_store")
    for cell in cells.values():
        visible, hidden = cell.source.split("### BEGIN HIDDEN TESTS")
        assert "assert_battery(csat_by_store" not in visible
        assert "assert_battery(csat_by_store" in hidden.split("### END HIDDEN TESTS")[0]


def test_a_test_without_a_hidden_part_cannot_have_a_battery(rater: ReadLesson) -> None:
    exercise = rater.exercises["csat_by_store"]
    source = rater.lesson.tests["csat_by_store_values"].source
    cells = tuple(
        cell
        if cell.grade_id != "csat_by_store_values"
        else type(cell)(cell.kind, "1", cell.line, cell.metadata, cell.code_line)
        for cell in rater.lesson.cells
    )
    lesson = type(rater.lesson)(rater.lesson.folder, cells)
    _, (fault,) = with_batteries(lesson, {"csat_by_store": exercise})
    assert "csat_by_store_values has a battery but no hidden part" in str(fault)
    assert source
