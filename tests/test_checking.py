"""``check`` in the notebook: four outcomes, in words, whatever it is given."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from grading_helpers import check
from grading_helpers.attempts import attempt
from grading_helpers.checking import NO_NAME_YET, NotYetError, examine
from grading_helpers.exhibits import exhibit
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.digests import function_of
from grading_helpers.outcomes import known_exercises
from grading_helpers.verdicts import State, hints_html


def corpus_function(rater: ReadLesson, exercise: str, answer: str) -> Callable[..., Any]:
    code = (rater.exercises[exercise].folder / f"{answer}.py").read_text("utf-8")
    function = function_of(code, rater.lesson.setup, exercise)
    assert function
    return function


def named(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    function.__name__ = name
    return function


def test_a_right_answer_matches_and_promises_no_grade(rater: ReadLesson) -> None:
    verdict = examine(corpus_function(rater, "servqual_gaps", "right_nested_loops"))
    assert verdict.state == State.MATCHES
    assert "hidden tests" in verdict.message


def test_a_known_misconception_is_named(rater: ReadLesson) -> None:
    verdict = examine(corpus_function(rater, "csat_by_store", "wrong_top_box_only"))
    assert verdict.state == State.NOT_YET
    assert "top two boxes" in verdict.message


def test_a_stub_is_not_attempted() -> None:
    def csat_by_store(survey: pd.DataFrame) -> None:
        raise NotImplementedError

    assert examine(csat_by_store).state == State.NOT_ATTEMPTED


def test_an_exception_is_told_with_its_line_and_no_traceback_of_ours() -> None:
    def csat_by_store(survey: pd.DataFrame) -> Any:
        return survey["rating"]

    verdict = examine(csat_by_store)
    assert verdict.state == State.BROKE
    assert 'return survey["rating"]' in verdict.message
    assert "grading_helpers" not in verdict.message


RETURNS = {
    "nothing": (None, "returned nothing"),
    "number": (3.0, "a number, where the task asks for a dictionary"),
    "keys_missing": ({"all": 1.0}, "lacks"),
    "keys_too_many": (dict.fromkeys(["all", "Old Town"], 1) | {"x": 1}, "lacks"),
}


@pytest.mark.parametrize(("result", "words"), RETURNS.values(), ids=RETURNS)
def test_an_unknown_result_is_described_by_its_shape(result: object, words: str) -> None:
    verdict = examine(named("csat_by_store", lambda survey: result))
    assert verdict.state == State.NOT_YET
    assert words in verdict.message


def test_of_a_partly_right_dictionary_the_rest_is_named(rater: ReadLesson) -> None:
    right = corpus_function(rater, "csat_by_store", "right_boolean_mean")
    nearly = named("csat_by_store", lambda survey: right(survey) | {"Harbour": 12.3})
    assert "still different: Harbour." in examine(nearly).message


def test_a_key_too_many_is_named(rater: ReadLesson) -> None:
    right = corpus_function(rater, "csat_by_store", "right_boolean_mean")
    more = named("csat_by_store", lambda survey: right(survey) | {"Web": 12.3})
    assert "more than the task asks for: Web." in examine(more).message


def test_a_changed_input_is_named(rater: ReadLesson) -> None:
    right = corpus_function(rater, "csat_by_store", "right_boolean_mean")

    def csat_by_store(survey: pd.DataFrame) -> Any:
        result = right(survey)
        survey["done"] = True
        return result

    verdict = examine(csat_by_store)
    assert verdict.state == State.NOT_YET
    assert "changes its input" in verdict.message


class Liar:
    """Callable, and nameless in every way it can."""

    def __call__(self, *inputs: Any) -> None:
        raise SystemExit

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)


class UnspeakableError(Exception):
    """An exception that cannot be told."""

    def __str__(self) -> str:
        raise RuntimeError


MISDEEDS = {
    "unspeakable": UnspeakableError(),
    "generator_exit": GeneratorExit(),
    "exit": SystemExit(3),
    "somebody_elses_stub": NotImplementedError("this engine cannot"),
}


@pytest.mark.parametrize("error", MISDEEDS.values(), ids=MISDEEDS)
def test_whatever_an_answer_raises_is_told_in_words(error: BaseException) -> None:
    def csat_by_store(survey: pd.DataFrame) -> None:
        raise error

    assert examine(csat_by_store).state == State.BROKE


def test_a_right_result_is_put_on_show(rater: ReadLesson) -> None:
    verdict = examine(corpus_function(rater, "csat_by_store", "right_boolean_mean"))
    assert "Mill Lane" in verdict.exhibit.text
    assert "Mill Lane" in verdict._repr_mimebundle_()["text/html"]
    chart = examine(corpus_function(rater, "gap_chart", "right_pandas_plot"))
    assert 'alt="Your chart.' in chart._repr_mimebundle_()["text/html"]


def test_of_a_long_result_only_the_beginning_is_put_on_show() -> None:
    shown = exhibit({f"C{number:04d}": number for number in range(1000)})
    assert len(shown.text.splitlines()) == 17
    assert shown.text.endswith("… and 985 more")
    assert "C0014" in shown.html
    assert "C0015" not in shown.html
    assert "more" not in exhibit({"R": 1}).text


def test_of_a_list_on_show_the_entries_are_numbered() -> None:
    shown = exhibit(["ST:craft×new rival=16", "SO:craft×new parks=12"])
    assert [line.split()[0] for line in shown.text.splitlines()[1:]] == ["1", "2"]
    assert "SO:craft×new parks=12" in shown.html


def test_nothing_is_put_on_show_before_it_is_right(rater: ReadLesson) -> None:
    verdict = examine(corpus_function(rater, "csat_by_store", "wrong_fraction"))
    assert verdict.exhibit.text == verdict.exhibit.html == ""


def test_an_entry_of_another_form_is_named_once(rater: ReadLesson) -> None:
    right = corpus_function(rater, "better_worse", "right_zip")

    def better_worse(counts: pd.DataFrame) -> Any:
        return right(counts) | {"live chat": {"better": 0.5, "worse": -0.4}}

    assert "The entry of live chat has another form" in examine(better_worse).message


def test_a_list_that_is_too_long_has_another_form() -> None:
    def pest_balance(factors: pd.DataFrame) -> Any:
        sums = dict.fromkeys(["political", "economic", "social", "technological"], 0)
        return sums | {"left_out": ["our old stock system", "rivals' chat assistants", "tolls"]}

    assert "The entry of left_out has another form" in examine(pest_balance).message


def test_a_series_in_place_of_a_list_is_called_a_series() -> None:
    def tows_options(factors: pd.DataFrame) -> Any:
        return pd.Series({"SO": "SO:craft×new parks=12"})

    assert "a Series, which reads as a dictionary" in examine(tows_options).message


def test_an_error_that_is_returned_is_told_from_one_that_is_raised() -> None:
    def tows_options(factors: pd.DataFrame) -> Any:
        return ValueError("twice")

    assert "write raise before it" in examine(tows_options).message


def test_a_kind_of_value_error_is_a_value_error() -> None:
    class TwiceError(ValueError):
        pass

    def swot_letters(factors: pd.DataFrame) -> Any:
        raise TwiceError

    case = known_exercises()["swot_letters"].cases[-1]
    assert attempt(swot_letters, case).leaves[0].token == "raises:ValueError"


def test_of_an_unknown_figure_it_says_what_is_seen() -> None:
    def gap_chart(gaps: dict[str, float]) -> Any:
        figure, axes = plt.subplots()
        axes.bar(["Reliability", "Assurance"], [1, 2])
        return figure

    message = examine(gap_chart).message
    assert "['Reliability', 'Assurance']" in message


def test_whatever_it_is_given_it_answers_in_words() -> None:
    for thing in (3, None, {"R": 1}, float, Liar(), lambda: 0, pd.DataFrame()):
        verdict = examine(thing)
        assert verdict.state == State.BROKE
        assert len(verdict.message) > 20


def test_a_misspelt_function_is_met_with_the_right_name() -> None:
    assert "Did you mean kano_categories?" in examine(named("kano_category", print_it)).message


def print_it(*inputs: Any) -> None:
    print("noise")


def test_what_an_answer_prints_stays_off_the_page(capfd: pytest.CaptureFixture[str]) -> None:
    examine(named("kano_categories", lambda answers: print("noise")))
    assert "noise" not in capfd.readouterr().out


def test_figures_that_an_answer_draws_are_closed_and_others_left(rater: ReadLesson) -> None:
    mine = plt.figure()
    assert examine(corpus_function(rater, "gap_chart", "right_pandas_plot")).state == State.MATCHES
    assert plt.get_fignums() == [mine.number]
    plt.close(mine)


def test_under_validate_a_wrong_answer_is_an_error_in_words(
    monkeypatch: pytest.MonkeyPatch, rater: ReadLesson
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(NotYetError, match="Not yet"):
        check(corpus_function(rater, "csat_by_store", "wrong_top_box_only"))
    check(corpus_function(rater, "csat_by_store", "right_boolean_mean"))


def test_messages_are_escaped_where_they_are_shown() -> None:
    def csat_by_store(survey: pd.DataFrame) -> None:
        raise ValueError("<script>alert(1)</script>")

    assert "<script>" not in examine(csat_by_store)._repr_mimebundle_()["text/html"]


def test_the_package_holds_digests_and_no_expected_value(course: Course) -> None:
    for file in (course.package / "outcomes").glob("*.json"):
        for case in _cases(file):
            for outcome in [case["right"], *case["wrong"], *case["parts"].values()]:
                assert set(outcome) <= {"digest", "residues", "message"}
                assert all(0 <= shift <= 0.11 for shift in outcome["residues"])


def _cases(file: Path) -> list[dict[str, Any]]:
    exercises = json.loads(file.read_text("utf-8"))["exercises"]
    return [case for exercise in exercises.values() for case in exercise["cases"]]


def test_every_exercise_has_messages_that_give_no_result_away(course: Course) -> None:
    assert set(known_exercises()) == {name for one in read_course(course) for name in one.exercises}
    for exercise in known_exercises().values():
        messages = [outcome.message for case in exercise.cases for outcome in case.wrong]
        assert len(messages) >= 5
        for message in messages:
            assert 20 < len(message) < 260
            # A decimal would be a result; 4,000 is only how many customers there are.
            assert not re.search(r"\d\.\d|\d,\d(?!\d\d\b)", message), message


def test_hints_open_one_at_a_time_until_the_answer_matches(rater: ReadLesson) -> None:
    wrong = examine(corpus_function(rater, "csat_by_store", "wrong_top_box_only"))
    given = rater.exercises["csat_by_store"].recipe.hints
    assert wrong.hints == given
    page = wrong._repr_mimebundle_()["text/html"]
    assert page.count("<details") == len(given)
    closing = "</div></details>" * len(given)
    assert page.rstrip().endswith(f"{closing}</div>"), "each lies inside the one before"
    assert page.index(html.escape(given[0])) < page.index(html.escape(given[1]))
    assert 'data-lm-suppress-shortcuts="true"' in page
    assert given[0] not in str(wrong), "read aloud, a hint would be no longer one's own choice"
    right = examine(corpus_function(rater, "csat_by_store", "right_boolean_mean"))
    assert "<details" not in right._repr_mimebundle_()["text/html"]


def test_code_in_a_hint_is_code() -> None:
    assert "<code>a &lt; b</code>" in hints_html(("Try `a < b`.",))


def test_of_a_practice_exercise_no_hidden_tests_are_announced(course: Course) -> None:
    one = read_course(course, "00_start_here")[0]
    right = one.exercises["mean_basket"].right[0]
    verdict = examine(function_of(right.code, one.lesson.setup, "mean_basket"))
    assert verdict.state == State.MATCHES
    assert "hidden" not in verdict.message
    assert "no points" in verdict.message


def test_a_result_of_two_levels_is_shown_as_a_table_with_blanks() -> None:
    shown = exhibit({"2025-01": {0: 100.0, 1: 33.333333}, "2025-02": {0: 100.0}})
    assert [line.split() for line in shown.text.splitlines()] == [
        ["0", "1"],
        ["2025-01", "100.0", "33.333"],
        ["2025-02", "100.0"],
    ]


def test_a_single_number_is_put_on_show() -> None:
    assert exhibit(3.65217).text == "Your result: 3.652"


def test_a_result_that_nobody_can_name_is_shown() -> None:
    def csat_by_store(survey: pd.DataFrame) -> dict[str, float]:
        return dict.fromkeys([*survey["store"].unique(), "all"], 12.25)

    verdict = examine(csat_by_store)
    assert verdict.message.endswith(NO_NAME_YET)
    assert "Some of it is right" not in verdict.message
    assert "12.25" in verdict.exhibit.text


def test_nothing_is_called_right_where_each_entry_has_a_wrong_part(rater: ReadLesson) -> None:
    right = corpus_function(rater, "better_worse", "right_zip")

    def better_worse(counts: pd.DataFrame) -> Any:
        return {feature: [better, 0.123] for feature, (better, _) in right(counts).items()}

    assert "Some of it is right" not in examine(better_worse).message


def test_a_figure_that_is_not_right_yet_is_shown(rater: ReadLesson) -> None:
    names = [path for path in rater.exercises["gap_chart"].answers if path.name.startswith("wrong")]
    verdict = examine(corpus_function(rater, "gap_chart", names[0].name))
    assert "<img" in verdict.exhibit.html
