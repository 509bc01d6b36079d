"""The account of a student's marks: by exercise, with words for each lost point."""

from __future__ import annotations

from typing import Any

import pytest

from grading_helpers.instructor.feedback.account import Account, make_account, words_of
from grading_helpers.instructor.feedback.outline import Item, Outline, make_outline
from grading_helpers.instructor.feedback.scores import Score, Scores
from grading_helpers.instructor.grader.plan import make_plan
from grading_helpers.verdicts import State, Verdict

Cell = dict[str, Any]
HIDDEN = "### BEGIN HIDDEN TESTS\nassert gaps(1) == 0.4711\n### END HIDDEN TESTS"
TEST = Item("gaps_values", "gaps: values", hidden=True)


def _cell(kind: str, name: str, source: str, **grading: Any) -> Cell:
    metadata = {"nbgrader": {"grade_id": name, **grading}} if grading else {}
    return {"cell_type": kind, "id": name, "source": source, "metadata": metadata}


SOURCE = [
    _cell("markdown", "title", "# Service\n\nWelcome."),
    _cell("markdown", "first", "### Exercise 1 · Gaps (3 points)\n\n```\n# no heading\n```"),
    _cell("code", "gaps", "def gaps(x): return 0.4711", solution=True),
    _cell("code", "gaps_values", f"check(gaps)\n{HIDDEN}", grade=True, points=2),
    _cell("code", "gaps_blanks", f"# Hidden: blanks,\n# no rows.\n{HIDDEN}", grade=True, points=1),
    _cell("markdown", "between", "## No points here"),
    _cell("markdown", "advice", "### Advice (4 points)\n\nTell us.", task=True, points=4),
]


@pytest.fixture(scope="module")
def outline() -> Outline:
    notebook = {"cells": SOURCE, "metadata": {}}
    return make_outline(make_plan("02_service", notebook, notebook))


def _account(
    outline: Outline, by_item: dict[str, Score], cells: list[Cell] | None = None, **more: Any
) -> Account:
    return make_account(outline, Scores("ada", by_item, **more), cells or [])


FULL = {"gaps_values": Score(2, 2), "gaps_blanks": Score(1, 1), "advice": Score(3.5, 4)}


def _said(verdict: Verdict) -> Cell:
    data = {"text/plain": str(verdict)}
    return {**SOURCE[3], "outputs": [{"output_type": "display_data", "data": data}]}


def _error(name: str, words: str) -> list[Cell]:
    return [{"output_type": "error", "ename": name, "evalue": words, "traceback": []}]


def test_exercises_are_the_headings_that_have_points(outline: Outline) -> None:
    assert outline.title == "Service"
    assert [one.title for one in outline.exercises] == ["Exercise 1 · Gaps", "Advice"]


def test_a_test_says_what_it_is_for_and_whether_it_is_hidden(outline: Outline) -> None:
    values, blanks = outline.exercises[0].items
    assert values == Item("gaps_values", "gaps: values", hidden=True)
    assert blanks == Item("gaps_blanks", "Blanks, no rows", hidden=True, visible=False)
    assert outline.exercises[1].items[0].by_hand


def test_points_add_up_with_what_lateness_cost(outline: Outline) -> None:
    account = _account(outline, FULL, penalty=1.5)
    assert account.total == Score(5.0, 7.0)
    assert account.lines[0].by_tests == Score(3, 3)
    assert account.lines[0].by_hand is None
    assert account.lines[1].whole == Score(3.5, 4)
    assert not account.waiting
    assert _account(outline, FULL, penalty=99).total.points == 0


def test_each_lost_point_is_accounted_for(outline: Outline) -> None:
    cells = [{**SOURCE[4], "outputs": _error("InWordsError", "It returned 3.")}]
    account = _account(outline, {**FULL, "gaps_blanks": Score(0, 1)}, cells)
    losses = [loss for line in account.lines for loss in line.losses]
    assert [(one.item.grade_id, one.lost) for one in losses] == [
        ("gaps_blanks", 1),
        ("advice", 0.5),
    ]
    assert losses[0].words == "It returned 3."


def test_what_waits_for_a_mark_is_not_lost(outline: Outline) -> None:
    account = _account(outline, {**FULL, "advice": Score(0, 4, waits=True)})
    assert not account.lines[1].losses
    assert account.waiting == 4
    assert account.total.waits


def test_the_misconception_is_told(outline: Outline) -> None:
    verdict = Verdict(State.NOT_YET, "Blank answers are counted as zero.")
    account = _account(outline, {**FULL, "gaps_values": Score(0, 2)}, [_said(verdict)])
    assert account.lines[0].verdict == "Not yet. Blank answers are counted as zero."


def test_that_an_answer_matches_is_no_misconception(outline: Outline) -> None:
    account = _account(outline, FULL, [_said(Verdict(State.MATCHES, "Well done."))])
    assert account.lines[0].verdict == ""


def test_a_comment_is_told_even_where_no_point_was_lost(outline: Outline) -> None:
    account = _account(outline, {**FULL, "advice": Score(4, 4)}, comments={"advice": "Clear."})
    assert account.lines[1].comments == ("Clear.",)
    assert account.lines[1].is_worth_a_word
    assert not account.lines[0].is_worth_a_word


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (("InWordsError", "It returned np.float64(0.3333333333)."), "It returned 0.3333."),
        (("AssertionError", "expected 0.4711"), ""),
        (("KeyError", "'store'"), "It stopped with KeyError: 'store'"),
        (("NotImplementedError", ""), "The answer is not written yet."),
        (("RecursionError", ""), "It stopped with RecursionError."),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_hidden_test_never_says_what_was_expected(error: tuple[str, str], words: str) -> None:
    assert words_of(TEST, _error(*error)) == words


def test_a_visible_assertion_speaks_for_itself() -> None:
    item = Item("gaps_values", "values")
    assert words_of(item, _error("AssertionError", "3 is not 4")) == "3 is not 4"
