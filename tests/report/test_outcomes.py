"""Answers with the same results are grouped, and described without students' text."""

from __future__ import annotations

import pytest

from grading_helpers.checking.outcomes import Exercise, known_exercises
from grading_helpers.checking.results import Leaf, counts_as, read
from grading_helpers.instructor.report.rerun import ProbedCase
from grading_helpers.instructor.report.unexplained import WrongAnswer, describe_outcome, grouped

LOST = ("csat_by_store_values",)


class Mood:
    """A type of the student's own."""


@pytest.fixture(scope="module")
def csat() -> Exercise:
    return known_exercises()["csat_by_store"]


def result(value: object) -> ProbedCase:
    return ProbedCase(counts_as(value), read(value))


def answer(*values: object, code: str = "", lost: tuple[str, ...] = LOST) -> WrongAnswer:
    return WrongAnswer("x", "csat_by_store", code, tuple(map(result, values)), lost)


def sizes(groups: list[list[WrongAnswer]]) -> list[int]:
    return [len(group) for group in groups]


def test_numbers_within_the_tolerance_are_the_same_result(csat: Exercise) -> None:
    # 0.05 to either side; a fixed grid would separate some of these.
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
def test_different_results_are_separate_groups(csat: Exercise, one: object, other: object) -> None:
    assert sizes(grouped([answer(one), answer(other)], csat)) == [1, 1]


def test_a_difference_in_a_later_case_separates_answers(csat: Exercise) -> None:
    assert sizes(grouped([answer(1, 2), answer(1, 3)], csat)) == [1, 1]
    assert sizes(grouped([answer(1, 2), answer(1)], csat)) == [1, 1]


def test_different_failed_tests_separate_answers_with_the_same_results(csat: Exercise) -> None:
    assert sizes(grouped([answer(1), answer(1, lost=("another",))], csat)) == [1, 1]


def test_objects_of_unknown_types_are_the_same_if_their_types_are(csat: Exercise) -> None:
    assert sizes(grouped([answer(object()), answer(object()), answer({1: object})], csat)) == [2, 1]


def test_the_commonest_result_comes_first_with_its_shortest_answer(csat: Exercise) -> None:
    answers = [answer(2, code="long code"), answer(1, code="longer code"), answer(1, code="short")]
    found = grouped(answers, csat)
    assert [group[0].code for group in found] == ["short", "long code"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "returns nothing"),
        ([1.0], "returns a list instead of a dictionary"),
        (Mood(), "returns something else instead of a dictionary"),
        ({"all": 1.0, "Ada": 2.0}, "has 1 entry too many"),
        ({"all": 1.0}, "lacks"),
    ],
    ids=["nothing", "list", "own kind", "extra", "missing"],
)
def test_a_result_is_described_in_words(csat: Exercise, value: object, words: str) -> None:
    said = describe_outcome((result(value),), csat)
    assert words in said
    assert "Ada" not in said


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("raises:KeyError", "stops with KeyError"),
        ("raises:AdasOwnError", "stops with a custom exception"),
        ("interrupted", "does not finish"),
    ],
)
def test_an_exception_is_described_in_words(csat: Exercise, token: str, words: str) -> None:
    said = describe_outcome((ProbedCase("an error", (Leaf("", token),)),), csat)
    assert words in said
    assert "Ada" not in said


def test_a_missing_function_is_described(csat: Exercise) -> None:
    assert "There is no function csat_by_store" in describe_outcome((), csat)
