"""``check`` in the notebook: one of four states, in words, whatever it is given."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from grading_helpers import check
from grading_helpers.checking.attempt import attempt
from grading_helpers.checking.examine import NotYetError, examine
from grading_helpers.checking.messages import BY_HAND
from grading_helpers.checking.outcomes import Case, Exercise, Outcome, known_exercises
from grading_helpers.checking.preview import preview
from grading_helpers.checking.results import digests, read, residues
from grading_helpers.checking.verdict import State, hints_html
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.outcomes import function_of


def corpus_function(rater: ReadLesson, exercise: str, answer: str) -> Callable[..., Any]:
    code = (rater.exercises[exercise].folder / f"{answer}.py").read_text("utf-8")
    function = function_of(code, rater.lesson.setup, exercise)
    assert function
    return function


def on_company_data(name: str) -> dict[str, Exercise]:
    """What ``check`` knows of an exercise, without the small examples."""
    return {name: replace(known_exercises()[name], packed_examples="")}


def named(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    function.__name__ = name
    return function


def test_a_right_answer_matches_without_promising_a_grade(rater: ReadLesson) -> None:
    verdict = examine(corpus_function(rater, "servqual_gaps", "right_nested_loops"))
    assert verdict.state == State.MATCHES
    assert "hidden tests" in verdict.message


def test_a_known_misconception_is_named(rater: ReadLesson) -> None:
    verdict = examine(corpus_function(rater, "csat_by_store", "wrong_top_box_only"))
    assert verdict.state == State.NOT_YET
    assert "counts only ratings of 5" in verdict.message


def test_a_stub_is_not_attempted() -> None:
    def csat_by_store(survey: pd.DataFrame) -> None:
        raise NotImplementedError

    assert examine(csat_by_store).state == State.NOT_ATTEMPTED


def test_an_exception_is_reported_with_its_line_and_without_our_traceback() -> None:
    def csat_by_store(survey: pd.DataFrame) -> Any:
        return survey["rating"]

    verdict = examine(csat_by_store)
    assert verdict.state == State.BROKE
    assert 'return survey["rating"]' in verdict.message
    assert "grading_helpers" not in verdict.message


RETURNS = {
    "nothing": (None, "returned nothing"),
    "number": (3.0, "a number, but the task asks for a dictionary"),
    "keys_missing": ({"all": 1.0}, "; it has 'all'."),
    "keys_too_many": (
        dict.fromkeys(["all", "Old Town"], 1) | {"x": 1},
        "and has the key 'x', which the task does not ask for",
    ),
    "no_keys": ({}, "it is empty."),
    "one_number": ([2.5], "a list, but the task asks for a dictionary"),
}


@pytest.mark.parametrize(("result", "words"), RETURNS.values(), ids=RETURNS)
def test_an_unknown_wrong_result_is_described_by_its_type(result: object, words: str) -> None:
    verdict = examine(
        named("csat_by_store", lambda survey: result), on_company_data("csat_by_store")
    )
    assert verdict.state == State.NOT_YET
    assert words in verdict.message


def test_the_wrong_entries_of_a_partly_right_dictionary_are_named(rater: ReadLesson) -> None:
    right = corpus_function(rater, "csat_by_store", "right_boolean_mean")
    nearly = named("csat_by_store", lambda survey: right(survey) | {"Harbour": 12.3})
    assert (
        "this entry is not right yet: 'Harbour'."
        in examine(nearly, on_company_data("csat_by_store")).message
    )


def test_a_wrong_entry_beside_a_missing_value_is_named() -> None:
    switches = named("seamless_switches", lambda contacts: {"switches": 7, "seamless": math.nan})
    known = known_exercises()["seamless_switches"]
    one_channel = tuple(case for case in known.cases if "stays on one channel" in case.name)
    alone = {"seamless_switches": replace(known, cases=one_channel, packed_examples="")}
    message = examine(switches, alone).message
    assert "This entry is not right yet: 'switches'." in message


def test_a_superfluous_key_is_named(rater: ReadLesson) -> None:
    right = corpus_function(rater, "csat_by_store", "right_boolean_mean")
    more = named("csat_by_store", lambda survey: right(survey) | {"Web": 12.3})
    assert (
        "the key 'Web', which the task does not ask for."
        in examine(more, on_company_data("csat_by_store")).message
    )


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
    """A callable whose names cannot be read."""

    def __call__(self, *inputs: Any) -> None:
        raise SystemExit

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)


class HostileAnswer:
    """Callable, and answers every other question with the end of Python."""

    def __call__(self, *inputs: Any) -> int:
        return 1

    def __getattribute__(self, name: str) -> Any:
        raise SystemExit(name)


def test_an_answer_that_refuses_to_be_looked_at_is_tried_all_the_same() -> None:
    hostile: Any = HostileAnswer()
    verdict = examine(hostile, namespace={"csat_by_store": hostile})
    assert verdict.state == State.NOT_YET
    assert "a number, but the task asks for a dictionary" in verdict.message


class UnspeakableError(Exception):
    """An exception whose message cannot be read."""

    def __str__(self) -> str:
        raise RuntimeError


MISDEEDS = {
    "unspeakable": UnspeakableError(),
    "generator_exit": GeneratorExit(),
    "exit": SystemExit(3),
    "somebody_elses_stub": NotImplementedError("this engine cannot"),
}


@pytest.mark.parametrize("error", MISDEEDS.values(), ids=MISDEEDS)
def test_whatever_an_answer_raises_is_described_in_words(error: BaseException) -> None:
    def csat_by_store(survey: pd.DataFrame) -> None:
        raise error

    assert examine(csat_by_store).state == State.BROKE


def test_a_right_result_is_previewed(rater: ReadLesson) -> None:
    verdict = examine(corpus_function(rater, "csat_by_store", "right_boolean_mean"))
    assert "Mill Lane" in verdict.preview.text
    assert "Mill Lane" in verdict._repr_mimebundle_()["text/html"]
    chart = examine(corpus_function(rater, "gap_chart", "right_pandas_plot"))
    assert 'alt="Your chart.' in chart._repr_mimebundle_()["text/html"]


def test_only_the_beginning_of_a_long_result_is_previewed() -> None:
    shown = preview({f"C{number:04d}": number for number in range(1000)})
    assert len(shown.text.splitlines()) == 17
    assert shown.text.endswith("… and 985 more")
    assert "C0014" in shown.html
    assert "C0015" not in shown.html
    assert "more" not in preview({"R": 1}).text


def test_the_entries_of_a_previewed_list_are_numbered() -> None:
    shown = preview(["ST:craft×new rival=16", "SO:craft×new parks=12"])
    assert [line.split()[0] for line in shown.text.splitlines()[1:]] == ["1", "2"]
    assert "SO:craft×new parks=12" in shown.html


def test_a_result_with_a_known_mistake_is_not_previewed(rater: ReadLesson) -> None:
    verdict = examine(corpus_function(rater, "csat_by_store", "wrong_fraction"))
    assert verdict.preview.text == verdict.preview.html == ""


def test_an_entry_with_the_wrong_structure_is_named_once(rater: ReadLesson) -> None:
    right = corpus_function(rater, "better_worse", "right_zip")

    def better_worse(counts: pd.DataFrame) -> Any:
        return right(counts) | {"live chat": {"better": 0.5, "worse": -0.4}}

    words = "The value of 'live chat' is a dictionary, but the task asks for a list."
    assert examine(better_worse, on_company_data("better_worse")).message.count(words) == 1


def test_entries_where_there_should_be_none_are_named() -> None:
    def better_worse(counts: pd.DataFrame) -> Any:
        return {"live chat": [0.5, -0.4]}

    empty = known_exercises()["better_worse"].cases[-1]
    known = replace(known_exercises()["better_worse"], cases=(empty,), packed_examples="")
    message = examine(better_worse, {"better_worse": known}).message
    assert "It has the key 'live chat', which the task does not ask for." in message


def test_a_list_that_is_too_long_is_described_so() -> None:
    def pest_balance(factors: pd.DataFrame) -> Any:
        sums = dict.fromkeys(["political", "economic", "social", "technological"], 0)
        return sums | {"left_out": ["our old stock system", "rivals' chat assistants", "tolls"]}

    assert (
        "The list of 'left_out' has 3 entries, which is too many." in examine(pest_balance).message
    )


def test_a_series_in_place_of_a_list_is_called_a_series() -> None:
    def tows_options(factors: pd.DataFrame) -> Any:
        return pd.Series({"SO": "SO:craft×new parks=12"})

    assert "It returned a Series, but the task asks for a list." in examine(tows_options).message


def test_a_returned_error_is_distinguished_from_a_raised_one() -> None:
    def tows_options(factors: pd.DataFrame) -> Any:
        return ValueError("twice")

    assert "write raise instead of return" in examine(tows_options).message


def test_a_subclass_of_value_error_counts_as_a_value_error() -> None:
    class TwiceError(ValueError):
        pass

    def swot_letters(factors: pd.DataFrame) -> Any:
        raise TwiceError

    case = known_exercises()["swot_letters"].cases[-1]
    assert attempt(swot_letters, case).leaves[0].token == "raises:ValueError"


def test_an_unknown_wrong_figure_is_described() -> None:
    def gap_chart(gaps: dict[str, float]) -> Any:
        figure, axes = plt.subplots()
        axes.bar(["Reliability", "Assurance"], [1, 2])
        return figure

    message = examine(gap_chart).message
    assert "shows: Reliability, Assurance, from left to right. That is not" in message
    assert "dictionary" not in message


def test_check_answers_in_words_whatever_it_is_given() -> None:
    for thing in (3, None, {"R": 1}, float, Liar(), lambda: 0, pd.DataFrame()):
        verdict = examine(thing)
        assert verdict.state == State.BROKE
        assert len(verdict.message) > 20


def test_a_misspelt_function_gets_the_right_name_suggested() -> None:
    assert "Did you mean kano_categories?" in examine(named("kano_category", print_it)).message


def print_it(*inputs: Any) -> None:
    print("noise")


def test_what_an_answer_prints_is_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    examine(named("kano_categories", lambda answers: print("noise")))
    assert "noise" not in capfd.readouterr().out


def test_figures_that_an_answer_draws_are_closed_and_others_are_kept(rater: ReadLesson) -> None:
    mine = plt.figure()
    before = plt.get_fignums()
    assert examine(corpus_function(rater, "gap_chart", "right_pandas_plot")).state == State.MATCHES
    assert plt.get_fignums() == before
    plt.close(mine)


def test_a_wrong_answer_is_an_error_under_validate(
    monkeypatch: pytest.MonkeyPatch, rater: ReadLesson
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(NotYetError, match="Not yet"):
        check(corpus_function(rater, "csat_by_store", "wrong_top_box_only"))
    check(corpus_function(rater, "csat_by_store", "right_boolean_mean"))


def test_messages_are_escaped_in_html() -> None:
    def csat_by_store(survey: pd.DataFrame) -> None:
        raise ValueError("<script>alert(1)</script>")

    assert "<script>" not in examine(csat_by_store)._repr_mimebundle_()["text/html"]


def test_the_package_contains_digests_and_no_expected_values(course: Course) -> None:
    for file in (course.package / "outcomes").glob("*.json"):
        for case in _cases(file):
            for outcome in [case["right"], *case["wrong"], *case["parts"].values()]:
                assert set(outcome) <= {"digest", "residues", "message"}
                assert all(0 <= shift <= 0.11 for shift in outcome["residues"])


def _cases(file: Path) -> list[dict[str, Any]]:
    exercises = json.loads(file.read_text("utf-8"))["exercises"]
    return [case for exercise in exercises.values() for case in exercise["cases"]]


@pytest.mark.integration
def test_no_message_of_an_exercise_gives_a_result_away(course: Course) -> None:
    assert set(known_exercises()) == {name for one in read_course(course) for name in one.exercises}
    for exercise in known_exercises().values():
        messages = [outcome.message for case in exercise.cases for outcome in case.wrong]
        assert len(messages) >= 5
        for message in messages:
            assert 20 < len(message) < 260
            # A decimal would be a result; 4,000 is only the number of customers.
            assert not re.search(r"\d\.\d|\d,\d(?!\d\d\b)", message), message


def test_hints_open_one_at_a_time_until_the_answer_matches(rater: ReadLesson) -> None:
    wrong = examine(corpus_function(rater, "csat_by_store", "wrong_top_box_only"))
    given = rater.exercises["csat_by_store"].recipe.hints
    assert wrong.hints == given
    page = wrong._repr_mimebundle_()["text/html"]
    assert page.count("<details") == len(given) + 1, "the data are one click away as well"
    closing = "</div></details>" * len(given)
    assert page.rstrip().endswith(f"{closing}</div>"), "each lies inside the one before"
    assert page.index(html.escape(given[0])) < page.index(html.escape(given[1]))
    assert 'data-lm-suppress-shortcuts="true"' in page
    assert given[0] not in str(wrong), "read aloud, a hint would be no longer one's own choice"
    right = examine(corpus_function(rater, "csat_by_store", "right_boolean_mean"))
    assert "<details" not in right._repr_mimebundle_()["text/html"]


def test_code_in_a_hint_is_shown_as_code() -> None:
    assert "<code>a &lt; b</code>" in hints_html(("Try `a < b`.",))


def test_a_link_in_a_hint_leads_to_documentation() -> None:
    page = hints_html(("See [`clip` & co.](https://example.org/clip?a=1), not [x](javascript:y).",))
    link = '<a href="https://example.org/clip?a=1" target="_blank" rel="noopener">'
    assert f"{link}<code>clip</code> &amp; co.</a>" in page
    assert page.count("<a ") == 1


def test_no_hidden_tests_are_announced_for_a_practice_exercise(course: Course) -> None:
    one = read_course(course, "00_start_here")[0]
    right = one.exercises["mean_basket"].right[0]
    verdict = examine(function_of(right.code, one.lesson.setup, "mean_basket"))
    assert verdict.state == State.MATCHES
    assert "hidden" not in verdict.message
    assert "no points" in verdict.message


def test_a_nested_dictionary_is_shown_as_a_table_with_blanks() -> None:
    shown = preview({"2025-01": {0: 100.0, 1: 33.333333}, "2025-02": {0: 100.0}})
    assert [line.split() for line in shown.text.splitlines()] == [
        ["0", "1"],
        ["2025-01", "100.0", "33.333"],
        ["2025-02", "100.0"],
    ]


def test_a_single_number_is_previewed() -> None:
    assert preview(3.65217).text == "Your result: 3.652"


def test_a_result_that_no_message_explains_is_previewed_with_its_data() -> None:
    def csat_by_store(survey: pd.DataFrame) -> dict[str, float]:
        return dict.fromkeys([*survey["store"].unique(), "all"], 12.25)

    verdict = examine(csat_by_store, on_company_data("csat_by_store"))
    assert "known mistake" not in verdict.message
    assert verdict.message.endswith(BY_HAND)
    assert "Some of it is right" not in verdict.message
    assert "12.25" in verdict.preview.text
    assert "csat" in verdict.data.text
    assert "rows" not in verdict.data.text
    assert verdict.data.text.splitlines()[-1].startswith("… and ")
    page = verdict._repr_mimebundle_()["text/html"]
    assert "<details open" in page
    assert verdict.data.text in str(verdict)


def test_the_data_of_a_named_mistake_are_one_click_away(rater: ReadLesson) -> None:
    verdict = examine(corpus_function(rater, "csat_by_store", "wrong_top_box_only"))
    page = verdict._repr_mimebundle_()["text/html"]
    assert "The data</summary>" in page
    assert "<details open" not in page
    assert "csat" not in str(verdict).removeprefix("◐ Not yet. csat_by_store")


def test_text_keys_instead_of_numbers_are_described(course: Course) -> None:
    one = read_course(course, "02_loyalty_stages")[0]
    right = function_of(one.lesson.answers["cohort_table"].source, one.lesson.setup, "cohort_table")
    assert right

    def cohort_table(orders: pd.DataFrame) -> Any:
        return {
            month: {str(number): share for number, share in row.items()}
            for month, row in right(orders).items()
        }

    known = on_company_data("cohort_table")["cohort_table"]
    unnamed = replace(known, cases=tuple(replace(case, wrong=()) for case in known.cases))
    message = examine(cohort_table, {"cohort_table": unnamed}).message
    words = "The keys of '2024-11' are text, such as '0', but the task asks for numbers."
    assert f"{words} The same is true of '2024-12', " in message


def test_inner_keys_are_listed_with_those_that_are_missing(course: Course) -> None:
    one = read_course(course, "02_loyalty_stages")[0]
    right = function_of(one.lesson.answers["cohort_table"].source, one.lesson.setup, "cohort_table")
    assert right

    def cohort_table(orders: pd.DataFrame) -> Any:
        return {month: {0: row[0]} for month, row in right(orders).items()}

    message = examine(cohort_table, on_company_data("cohort_table")).message
    assert "The dictionary of '2024-11' lacks the keys 1, 2, 3, 4 and 5; it has 0." in message


def test_a_result_that_is_only_rounded_wrongly_is_described(rater: ReadLesson) -> None:
    right = corpus_function(rater, "csat_by_store", "right_boolean_mean")

    def csat_by_store(survey: pd.DataFrame) -> Any:
        return {store: round(number, 0) for store, number in right(survey).items()}

    exercise = known_exercises()["csat_by_store"]
    unnamed = replace(exercise, cases=tuple(replace(case, wrong=()) for case in exercise.cases))
    message = examine(csat_by_store, {"csat_by_store": unnamed}).message
    assert "It would be right if its numbers were not rounded to whole numbers." in message


def test_a_result_whose_decimals_are_cut_off_is_described(rater: ReadLesson) -> None:
    right = corpus_function(rater, "csat_by_store", "right_boolean_mean")

    def csat_by_store(survey: pd.DataFrame) -> Any:
        return {store: number // 1 for store, number in right(survey).items()}

    def too_high(survey: pd.DataFrame) -> Any:
        return {store: number // 1 + 1 for store, number in right(survey).items()}

    exercise = known_exercises()["csat_by_store"]
    unnamed = replace(exercise, cases=tuple(replace(case, wrong=()) for case in exercise.cases))
    message = examine(csat_by_store, {"csat_by_store": unnamed}).message
    assert "It would be right if its numbers were not cut down to whole numbers." in message
    assert "cut down" not in examine(too_high, {"too_high": unnamed}).message


def test_a_number_whose_decimals_are_cut_off_is_described(course: Course) -> None:
    one = read_course(course, "01_customer_definitions")[0]
    source = one.lesson.answers["weighted_satisfaction"].source
    right = function_of(source, one.lesson.setup, "weighted_satisfaction")
    assert right

    def weighted_satisfaction(*inputs: Any) -> float:
        return math.floor(100 * right(*inputs)) / 100

    exercise = known_exercises()["weighted_satisfaction"]
    unnamed = replace(exercise, cases=tuple(replace(case, wrong=()) for case in exercise.cases))
    message = examine(weighted_satisfaction, {"weighted_satisfaction": unnamed}).message
    assert "It would be right if its numbers were not cut down to two decimals." in message


def test_a_list_in_the_wrong_order_is_described(course: Course) -> None:
    one = read_course(course, "05_strategy_tools")[0]
    right = function_of(one.lesson.answers["tows_options"].source, one.lesson.setup, "tows_options")
    assert right

    def tows_options(factors: pd.DataFrame) -> Any:
        found = right(factors)
        return [*found[2:], *found[:2]]

    assert "the right entries, but not in the order" in examine(tows_options).message


def test_what_only_looks_like_another_order_is_not_called_so(course: Course) -> None:
    def satisfaction_bands(survey: pd.DataFrame) -> Any:
        def shares(rows: pd.DataFrame) -> list[float]:
            gap = (rows["perform"] - rows["expect"]).dropna()
            return [100 * one.mean() for one in (gap < 0, gap.between(0, 1), gap >= 2)]

        groups = survey.groupby("segment")
        return {name: shares(rows) for name, rows in groups} | {"all": shares(survey)}

    message = examine(satisfaction_bands).message
    assert "small example" in message
    assert "not right yet" in message
    assert "order" not in message


def test_a_set_where_the_order_counts_is_described(course: Course) -> None:
    one = read_course(course, "04_journey_mapping")[0]
    name = "journey_funnel"
    right = function_of(one.lesson.answers[name].source, one.lesson.setup, name)
    assert right

    def journey_funnel(log: pd.DataFrame) -> Any:
        found = right(log)
        return found | {"reached": set(found["reached"])}

    known = replace(known_exercises()[name], packed_examples="")
    message = examine(journey_funnel, {name: known}).message
    assert "A set has no order. Give 'reached' as a list." in message


def test_a_list_with_too_few_entries_is_described(course: Course) -> None:
    def tows_options(factors: pd.DataFrame) -> Any:
        return ["SO:craft×new parks=12"]

    known = replace(known_exercises()["tows_options"], packed_examples="")
    message = examine(tows_options, {"tows_options": known}).message
    assert "The list has 1 entry, which is too few." in message


def test_no_entry_is_called_right_if_each_has_a_wrong_part(rater: ReadLesson) -> None:
    right = corpus_function(rater, "better_worse", "right_zip")

    def better_worse(counts: pd.DataFrame) -> Any:
        return {feature: [better, 0.123] for feature, (better, _) in right(counts).items()}

    assert "Some of it is right" not in examine(better_worse).message


def test_a_figure_that_is_not_right_yet_is_previewed(rater: ReadLesson) -> None:
    names = [path for path in rater.exercises["gap_chart"].answers if path.name.startswith("wrong")]
    verdict = examine(corpus_function(rater, "gap_chart", names[0].name))
    assert "<img" in verdict.preview.html


def test_numbers_on_both_edges_of_the_tolerance_are_right() -> None:
    right = read({"East": 18.145, "West": 2.345})
    shifts = residues(right, 0.005)
    parts = {
        leaf.path: Outcome(min(digests((leaf,), (shift,), 0.005, "salt")), (shift,))
        for leaf, shift in zip(right, shifts, strict=True)
    }
    whole = Outcome(min(digests(right, shifts, 0.005, "salt")), tuple(shifts))
    case = Case("a case", (), right=whole, parts=parts)
    for result in ({"East": 18.14, "West": 2.35}, {"East": 18.15, "West": 2.34}):
        assert case.accepts(read(result), 0.005, "salt")
    assert not case.accepts(read({"East": 18.14, "West": 2.36}), 0.005, "salt")
    assert not case.accepts(read({"East": 18.14}), 0.005, "salt")
