"""No right option can be recognised by its length or wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from statistics import mean
from typing import Any

import pytest

from grading_helpers.instructor.authoring.course import Course, read_course

Extreme = Callable[[Iterable[int]], int]
Measure = Callable[[str], int]

# If you always take the longest of four options, you are right by chance in 25 % of the questions.
# Outside these bounds it pays to take it, or to rule it out.
BOUNDS = (0.15, 0.40)
LESSON_BOUNDS = (0.10, 0.45)

# With fewer questions than this, nothing can be concluded about a lesson.
ENOUGH = 20

# The largest difference in length, in characters, between the options of one question.
SPREAD = 10

ABSOLUTES = re.compile(
    r"\b(all|alone|always|any|every|everybody|everything|never|no|nobody|none|nothing|only)\b",
    re.IGNORECASE,
)


def words(text: str) -> int:
    return len(text.split())


@pytest.fixture(scope="module")
def lessons(course: Course) -> dict[str, list[Any]]:
    """The questions of each lesson."""
    return {one.lesson.name: one.questions for one in read_course(course)}


def of_kind(lessons: dict[str, list[Any]], kind: str) -> list[Any]:
    return [one for questions in lessons.values() for one in questions if one.kind == kind]


@pytest.fixture(scope="module")
def single(lessons: dict[str, list[Any]]) -> list[Any]:
    return of_kind(lessons, "single")


def lengths(question: Any, correct: bool) -> list[int]:
    """Return the lengths of the right options, or of the wrong ones."""
    return [len(option.text) for option in question.options if option.correct is correct]


def luck(question: Any, extreme: Extreme, measure: Measure) -> float:
    """Return the chance that the longest or shortest option is right; ties are drawn by lot."""
    sizes = [measure(option.text) for option in question.options]
    taken: list[bool] = [
        option.correct
        for option, size in zip(question.options, sizes, strict=True)
        if size == extreme(sizes)
    ]
    return mean(taken)


@pytest.mark.integration
@pytest.mark.parametrize("measure", [len, words], ids=["characters", "words"])
@pytest.mark.parametrize("extreme", [max, min], ids=["longest", "shortest"])
def test_taking_the_longest_or_shortest_option_wins_about_as_often_as_chance(
    single: list[Any], extreme: Extreme, measure: Measure
) -> None:
    assert len(single) > 100
    low, high = BOUNDS
    assert low <= mean(luck(question, extreme, measure) for question in single) <= high


@pytest.mark.parametrize("extreme", [max, min], ids=["longest", "shortest"])
def test_no_single_lesson_favours_the_longest_or_shortest_option(
    lessons: dict[str, list[Any]], extreme: Extreme
) -> None:
    low, high = LESSON_BOUNDS
    parts = {name: of_kind({name: questions}, "single") for name, questions in lessons.items()}
    large = {name: questions for name, questions in parts.items() if len(questions) >= ENOUGH}
    assert len(large) == 5
    for name, questions in large.items():
        assert low <= mean(luck(question, extreme, len) for question in questions) <= high, name


def test_options_of_one_question_are_about_equally_long(single: list[Any]) -> None:
    for question in single:
        [right], wrong = lengths(question, True), lengths(question, False)
        assert max(right, *wrong) - min(right, *wrong) <= SPREAD, question.id
        assert 0.6 * min(wrong) <= right <= 1.35 * max(wrong), question.id


def test_no_position_has_the_right_option_in_half_of_the_questions(single: list[Any]) -> None:
    places = [[o.correct for o in question.options].index(True) for question in single]
    assert max(places.count(place) for place in range(4)) < len(single) / 2


def test_right_options_use_absolute_words_about_as_often_as_wrong_ones(single: list[Any]) -> None:
    absolute: dict[bool, list[bool]] = {True: [], False: []}
    for option in (option for question in single for option in question.options):
        absolute[option.correct].append(bool(ABSOLUTES.search(option.text)))
    assert abs(mean(absolute[True]) - mean(absolute[False])) <= 0.05


def test_if_several_options_are_right_they_are_as_long_as_the_wrong_ones(
    lessons: dict[str, list[Any]],
) -> None:
    several = of_kind(lessons, "several")
    assert len(several) > 30
    more = [mean(lengths(one, True)) - mean(lengths(one, False)) for one in several]
    assert abs(mean(more)) <= 1


def test_true_statements_are_about_as_long_as_false_ones(lessons: dict[str, list[Any]]) -> None:
    sizes: dict[str, list[int]] = {"true": [], "false": []}
    for question in of_kind(lessons, "truefalse"):
        key = next(option.id for option in question.options if option.correct)
        sizes[key].append(len(question.prompt))
    pairs = [(true, false) for true in sizes["true"] for false in sizes["false"]]
    longer = mean((true > false) + (true == false) / 2 for true, false in pairs)
    assert 0.4 <= longer <= 0.6
