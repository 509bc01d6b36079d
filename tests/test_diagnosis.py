"""A mistake is named only if the answer makes it on every input that ``check`` tries."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from grading_helpers.checking.diagnosis import Observed, explain
from grading_helpers.checking.examine import examine
from grading_helpers.checking.outcomes import Exercise, known_exercises, unpack_text
from grading_helpers.checking.verdict import State
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.outcomes import function_of

RIGHT, WRONG = True, False
OBSERVED = {
    "one_that_shows_everywhere": ([(WRONG, {0: True}), (WRONG, {0: True})], (0,)),
    "one_that_is_refuted_by_another_input": ([(WRONG, {0: True}), (WRONG, {0: False})], ()),
    "one_that_should_show_where_all_is_right": ([(WRONG, {0: True}), (RIGHT, {0: False})], ()),
    "one_of_two_that_look_alike": (
        [(WRONG, {0: True, 1: True}), (WRONG, {0: True, 1: False})],
        (0,),
    ),
    "two_that_show_on_different_inputs": (
        [(WRONG, {0: True}), (WRONG, {1: True}), (RIGHT, {2: False})],
        (0, 1),
    ),
    "two_of_which_one_should_show": ([(WRONG, {0: True, 1: False}), (WRONG, {1: True})], ()),
    "two_and_something_else": ([(WRONG, {0: True}), (WRONG, {1: True}), (WRONG, {})], ()),
    "nothing_known": ([(WRONG, {})], ()),
}


@pytest.mark.parametrize(("observed", "found"), OBSERVED.values(), ids=OBSERVED)
def test_what_explains_everything_is_found(
    observed: list[tuple[bool, dict[int, bool]]], found: tuple[int, ...]
) -> None:
    assert explain([Observed(*one) for one in observed]) == found


@pytest.fixture(scope="module")
def csat() -> Exercise:
    return known_exercises()["csat_by_store"]


def answer(rater: ReadLesson, name: str) -> Callable[..., Any]:
    code = (rater.exercises["csat_by_store"].folder / f"{name}.py").read_text("utf-8")
    function = function_of(code, rater.lesson.setup, "csat_by_store")
    assert function
    return function


def test_a_mistake_that_other_inputs_refute_is_not_named(rater: ReadLesson) -> None:
    top_box, right = (answer(rater, name) for name in ("wrong_top_box_only", "right_boolean_mean"))

    def csat_by_store(survey: pd.DataFrame) -> Any:
        return top_box(survey) if len(survey) > 100 else right(survey)

    message = examine(csat_by_store).message
    assert "counts only ratings of 5" not in message
    assert "spring survey" in message


def test_a_wrong_answer_that_the_company_s_data_do_not_show_is_shown_on_a_small_table(
    rater: ReadLesson,
) -> None:
    right = answer(rater, "right_boolean_mean")

    def csat_by_store(survey: pd.DataFrame) -> Any:
        result = right(survey)
        return result | {"all": 12.5} if 0 < len(survey) < 4 else result

    verdict = examine(csat_by_store)
    assert verdict.state == State.NOT_YET
    assert "was tried on a small example" in verdict.message
    assert verdict.message.count("'all'") == 1 or "not right yet" in verdict.message
    assert "csat" in verdict.data.text
    assert "12.5" in verdict.preview.text


def test_rows_taken_in_the_order_of_their_numbers_are_seen() -> None:
    """An answer that lost a reset_index once matched, though the hidden tests reject it."""

    def customer_paths(log: pd.DataFrame) -> Any:
        timed = log.dropna(subset=["ts"]).rename_axis("row").sort_values(["ts", "row"])
        stages = timed.groupby("customer_id")["stage"]
        return stages.agg(lambda path: ">".join(path[path != path.shift()])).to_dict()

    verdict = examine(customer_paths)
    assert verdict.state == State.NOT_YET
    assert "was tried on a small example" in verdict.message


def test_what_no_mistake_explains_is_shown_on_the_smallest_table(rater: ReadLesson) -> None:
    right = answer(rater, "right_boolean_mean")

    def csat_by_store(survey: pd.DataFrame) -> Any:
        return {store: share + 7 for store, share in right(survey).items()}

    verdict = examine(csat_by_store)
    assert "was tried on a small example" in verdict.message
    assert "more" not in verdict.data.text


def test_a_submission_is_graded_without_the_small_examples(
    rater: ReadLesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = answer(rater, "right_boolean_mean")
    called = []

    def csat_by_store(survey: pd.DataFrame) -> Any:
        called.append(len(survey))
        return right(survey)

    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert examine(csat_by_store).state == State.MATCHES
    assert len(called) == len(known_exercises()["csat_by_store"].cases)


def test_small_examples_hold_no_expected_value(csat: Exercise) -> None:
    for example in json.loads(unpack_text(csat.packed_examples))["examples"]:
        assert set(example) == {"inputs", "kind", "right", "parts", "any_order", "behaviours"}
        digest, residues = example["right"]
        assert len(digest) == 12
        assert isinstance(residues, int) or all(0 <= shift <= 0.11 for shift in residues)


@pytest.mark.integration
def test_small_examples_are_small(course: Course) -> None:
    for one in read_course(course):
        for exercise in one.exercises.values():
            assert len(exercise.examples) <= 40
    for exercise in known_exercises().values():
        assert len(exercise.packed_examples) < 20_000
        for case in exercise.all_cases[1]:
            tables = [one for one in case.arguments() if isinstance(one, pd.DataFrame)]
            assert all(len(table) <= 6 for table in tables)
