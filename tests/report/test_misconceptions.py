"""Each failed test has one cause, and each student counts once for each misconception."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grading_helpers.checking.messages import tried
from grading_helpers.checking.verdict import State, Verdict
from grading_helpers.compare import InWordsError, assert_matches
from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.report.graded_class import GradedCell, GradedWork
from grading_helpers.instructor.report.misconceptions import (
    Misconception,
    read_answer,
    words_of_test,
)

TESTS = {"gap_chart_bars": 2.0, "gap_chart_reading_aids": 1.0}
UNIT = "InWordsError: Missing from the figure: unit at the vertical axis."
GENERIC = (
    "InWordsError: The function returned a dictionary: {'R': 1}. "
    "On this data something else follows from the rule."
)


@pytest.fixture(scope="module")
def chart(rater: ReadLesson) -> ExerciseFolder:
    return rater.exercises["gap_chart"]


def verdict(chart: ExerciseFolder, answer: str, state: State = State.NOT_YET) -> str:
    """Return what check says about a wrong answer of the corpus."""
    message = next(one.message for one in chart.wrong if one.name == answer)
    return str(Verdict(state, f"{tried('gap_chart', chart.recipe.cases[0].name)} {message}"))


def work(texts: tuple[str, ...] = (), **why: str) -> GradedWork:
    """Return the work of a student who failed these tests with these messages."""
    cell = GradedCell("t", "gap_chart_bars", "code", "check(gap_chart)\nassert True", texts)
    points = {name: 0.0 if name in why else most for name, most in TESTS.items()}
    return GradedWork("ada", points, why, frozenset(), (cell,))


def test_a_test_that_the_misconception_fails_is_not_counted_again(chart: ExerciseFolder) -> None:
    one = work((verdict(chart, "wrong_no_unit"),), gap_chart_reading_aids=UNIT)
    found = read_answer(one, chart, TESTS)
    assert [shown.answer for shown in found.shown] == ["wrong_no_unit"]
    assert found.unexplained == ()


def test_a_test_that_the_misconception_does_not_fail_has_its_own_message(
    chart: ExerciseFolder,
) -> None:
    one = work(
        (verdict(chart, "wrong_sign_reversed"),),
        gap_chart_bars=GENERIC,
        gap_chart_reading_aids=UNIT,
    )
    found = read_answer(one, chart, TESTS)
    assert [shown.answer for shown in found.shown] == ["wrong_sign_reversed", ""]
    assert found.shown[1].words == "Missing from the figure: unit at the vertical axis."
    assert found.unexplained == ()


def test_the_message_of_a_test_counts_if_check_said_nothing(chart: ExerciseFolder) -> None:
    found = read_answer(work((), gap_chart_reading_aids=UNIT), chart, TESTS)
    assert found.shown == (
        Misconception("gap_chart", "Missing from the figure: unit at the vertical axis."),
    )


def test_the_same_message_of_two_tests_counts_once(chart: ExerciseFolder) -> None:
    found = read_answer(work((), gap_chart_bars=UNIT, gap_chart_reading_aids=UNIT), chart, TESTS)
    assert len(found.shown) == 1


@pytest.mark.parametrize("why", [GENERIC, "KeyError: 'R'", ""], ids=["generic", "error", "silent"])
def test_a_test_without_a_message_is_unexplained(chart: ExerciseFolder, why: str) -> None:
    found = read_answer(work((), gap_chart_bars=why), chart, TESTS)
    assert (found.shown, found.unexplained) == ((), ("gap_chart_bars",))


def test_an_answer_can_have_a_misconception_and_an_unexplained_test(chart: ExerciseFolder) -> None:
    one = work(
        (verdict(chart, "wrong_no_unit"),), gap_chart_bars=GENERIC, gap_chart_reading_aids=UNIT
    )
    found = read_answer(one, chart, TESTS)
    assert [shown.answer for shown in found.shown] == ["wrong_no_unit"]
    assert found.unexplained == ("gap_chart_bars",)


def test_the_last_verdict_of_the_lessons_own_cells_counts(chart: ExerciseFolder) -> None:
    first, last = verdict(chart, "wrong_no_unit"), verdict(chart, "wrong_alphabetical")
    one = work((first, last), gap_chart_bars=GENERIC)
    own = GradedCell("extra-3", "", "code", "check(gap_chart)", (first,))
    found = read_answer(replace(one, cells=(*one.cells, own)), chart, TESTS)
    assert [shown.answer for shown in found.shown] == ["wrong_alphabetical"]


def test_an_answer_that_was_not_attempted_shows_nothing(chart: ExerciseFolder) -> None:
    stub = work((), gap_chart_bars="NotImplementedError:")
    untouched = replace(work((), gap_chart_bars=UNIT), untouched=frozenset({"gap_chart"}))
    for one in (stub, untouched):
        found = read_answer(one, chart, TESTS)
        assert (found.shown, found.unexplained) == ((), ())


def test_a_message_counts_only_if_points_were_lost(chart: ExerciseFolder) -> None:
    assert read_answer(work((verdict(chart, "wrong_no_unit"),)), chart, TESTS).shown == ()


def test_every_message_of_the_corpus_is_read_back(rater: ReadLesson) -> None:
    for name, exercise in rater.exercises.items():
        tests = {test: cell.points for test, cell in rater.lesson.tests_of(name).items()}
        said = {answer.name: answer.message for answer in exercise.wrong}
        for answer in exercise.wrong:
            text = str(
                Verdict(
                    State.NOT_YET,
                    f"{tried(name, exercise.recipe.cases[-1].name)} {answer.message}",
                )
            )
            cell = GradedCell("t", "", "code", f"check({name})", (text,))
            why = dict.fromkeys(answer.fails, GENERIC)
            points = {test: 0.0 if test in why else most for test, most in tests.items()}
            found = read_answer(
                GradedWork("ada", points, why, frozenset(), (cell,)), exercise, tests
            )
            # Variants of one mistake share its message, and the report counts them as one.
            assert [said[one.answer] for one in found.shown] == [answer.message]
            assert found.unexplained == ()


def test_a_verdict_in_the_wording_of_an_earlier_version_is_read(chart: ExerciseFolder) -> None:
    now = verdict(chart, "wrong_no_unit")
    before = now.replace(" was tried on ", " was called on ")
    assert before != now
    found = read_answer(work((before,), gap_chart_reading_aids=UNIT), chart, TESTS)
    assert [shown.answer for shown in found.shown] == ["wrong_no_unit"]


def test_a_comparison_that_fails_today_names_no_mistake() -> None:
    with pytest.raises(InWordsError) as failure:
        assert_matches({"R": 1}, {"R": 2})
    assert words_of_test(f"InWordsError: {failure.value}") == ""
