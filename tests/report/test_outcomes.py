"""Answers are one outcome when they gave the same, and are described without their words."""

from __future__ import annotations

import pytest

from grading_helpers.instructor.report.outcomes import WrongAnswer, grouped, in_words
from grading_helpers.instructor.report.trying import CaseResult
from grading_helpers.outcomes import Exercise, known_exercises
from grading_helpers.results import Leaf, kind, read

LOST = ("csat_by_store_values",)


@pytest.fixture(scope="module")
def csat() -> Exercise:
    return known_exercises()["csat_by_store"]


def result(value: object) -> CaseResult:
    return CaseResult(kind(value), read(value))


def answer(*values: object, code: str = "", lost: tuple[str, ...] = LOST) -> WrongAnswer:
    return WrongAnswer("x", "csat_by_store", code, tuple(map(result, values)), lost)


def sizes(groups: list[list[WrongAnswer]]) -> list[int]:
    return [len(group) for group in groups]


def test_numbers_within_the_tolerance_are_one_outcome(csat: Exercise) -> None:
    # 0.05 to either side; a fixed grid would part some of these.
    for centre in (10.0, 10.04, 10.05, 10.09):
        answers = [
            answer({"N": centre}),
            answer({"N": centre + 0.049}),
            answer({"N": centre - 0.049}),
        ]
        assert sizes(grouped(answers, csat)) == [3]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"N": 10.0}, {"N": 10.2}),
        ({"N": 10.0}, {"S": 10.0}),
        ({"N": 10.0}, [10.0]),
        ({"N": 10.0}, None),
        ({"N": float("nan")}, {"N": 0.0}),
    ],
    ids=["number", "key", "kind", "nothing", "missing"],
)
def test_other_results_are_other_outcomes(csat: Exercise, one: object, other: object) -> None:
    assert sizes(grouped([answer(one), answer(other)], csat)) == [1, 1]


def test_a_difference_in_a_later_case_parts_them(csat: Exercise) -> None:
    assert sizes(grouped([answer(1, 2), answer(1, 3)], csat)) == [1, 1]
    assert sizes(grouped([answer(1, 2), answer(1)], csat)) == [1, 1]


def test_other_lost_tests_part_what_looks_the_same(csat: Exercise) -> None:
    assert sizes(grouped([answer(1), answer(1, lost=("another",))], csat)) == [1, 1]


def test_what_cannot_be_looked_into_is_the_same_by_its_name(csat: Exercise) -> None:
    assert sizes(grouped([answer(object()), answer(object()), answer({1: object})], csat)) == [2, 1]


def test_the_commonest_comes_first_and_of_each_the_shortest(csat: Exercise) -> None:
    answers = [answer(2, code="long code"), answer(1, code="longer code"), answer(1, code="short")]
    found = grouped(answers, csat)
    assert [group[0].code for group in found] == ["short", "long code"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "returns nothing"),
        ([1.0], "returns a list in place of a dictionary"),
        (object(), "returns another kind of thing in place of a dictionary"),
        ({"all": 1.0, "Ada": 2.0}, "has 1 more than it should"),
        ({"all": 1.0}, "lacks"),
    ],
    ids=["nothing", "list", "own kind", "extra", "missing"],
)
def test_an_outcome_is_put_in_words(csat: Exercise, value: object, words: str) -> None:
    said = in_words((result(value),), csat)
    assert words in said
    assert "Ada" not in said


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("raises:KeyError", "stops with KeyError"),
        ("raises:AdasOwnError", "stops with an exception of its own"),
        ("interrupted", "does not come to an end"),
    ],
)
def test_an_exception_is_put_in_words(csat: Exercise, token: str, words: str) -> None:
    said = in_words((CaseResult("an error", (Leaf("", token),)),), csat)
    assert words in said
    assert "Ada" not in said


def test_no_function_is_said_to_be_none(csat: Exercise) -> None:
    assert "There is no function csat_by_store" in in_words((), csat)
