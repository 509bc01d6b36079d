"""The explanation of a student's marks: by exercise, with a reason for each lost point."""

from __future__ import annotations

from typing import Any

import pytest

from grading_helpers.checking.verdict import State, Verdict
from grading_helpers.compare import ANOTHER_RESULT, what_came_back
from grading_helpers.instructor.feedback.explanations import Account, failure_message, make_account
from grading_helpers.instructor.feedback.outline import GradedItem, Outline, make_outline
from grading_helpers.instructor.feedback.scores import Score, Scores
from grading_helpers.instructor.grader.submission.assignment import make_assignment

Cell = dict[str, Any]
HIDDEN = "### BEGIN HIDDEN TESTS\nassert gaps(1) == 0.4711\n### END HIDDEN TESTS"
TEST = GradedItem(
    "gaps_values", "The values that gaps returns", hidden=True, names=frozenset(["gaps"])
)
TAKEN = " here: a later cell gave it another value"


def _cell(kind: str, name: str, source: str, **grading: Any) -> Cell:
    metadata = {"nbgrader": {"grade_id": name, **grading}} if grading else {}
    return {"cell_type": kind, "id": name, "source": source, "metadata": metadata}


SOURCE = [
    _cell("markdown", "title", "# Service\n\nWelcome."),
    _cell("markdown", "first", "### Exercise 1 · Gaps (3 points)\n\n```\n# no heading\n```"),
    _cell("code", "gaps", "def gaps(x): return 0.4711", solution=True),
    _cell("code", "gaps_values", f"check(gaps)\n{HIDDEN}", grade=True, points=2),
    _cell("code", "gaps_blanks", f"# Hidden: blanks,\n# no rows.\n{HIDDEN}", grade=True, points=1),
    _cell("code", "warm_up", 'check("a_sum", line)'),
    _cell("markdown", "between", "## No points here"),
    _cell("markdown", "advice", "### Advice (4 points)\n\nTell us.", task=True, points=4),
]


@pytest.fixture(scope="module")
def outline() -> Outline:
    notebook = {"cells": SOURCE, "metadata": {}}
    return make_outline(make_assignment("02_service", notebook, notebook))


def _account(
    outline: Outline, by_item: dict[str, Score], cells: list[Cell] | None = None, **more: Any
) -> Account:
    return make_account(outline, Scores("ada", by_item, **more), cells or [])


FULL = {"gaps_values": Score(2, 2), "gaps_blanks": Score(1, 1), "advice": Score(3.5, 4)}


def _said(verdict: Verdict, cell: Cell = SOURCE[3]) -> Cell:
    data = {"text/plain": str(verdict)}
    return {**cell, "outputs": [{"output_type": "display_data", "data": data}]}


def _error(name: str, words: str) -> list[Cell]:
    return [{"output_type": "error", "ename": name, "evalue": words, "traceback": []}]


def test_exercises_are_the_headings_with_points(outline: Outline) -> None:
    assert outline.title == "Service"
    assert [one.title for one in outline.exercises] == ["Exercise 1 · Gaps", "Advice"]


def test_a_test_has_a_purpose_and_says_whether_it_is_hidden(outline: Outline) -> None:
    values, blanks = outline.exercises[0].items
    assert values == GradedItem(
        "gaps_values",
        "The values that gaps returns",
        hidden=True,
        names=frozenset(["check", "gaps"]),
    )
    assert blanks == GradedItem(
        "gaps_blanks", "Blanks, no rows", hidden=True, visible=False, names=frozenset(["gaps"])
    )
    assert outline.exercises[1].items[0].by_hand


def test_points_and_the_late_penalty_add_up(outline: Outline) -> None:
    account = _account(outline, FULL, penalty=1.5)
    assert account.total == Score(5.0, 7.0)
    assert account.lines[0].by_tests == Score(3, 3)
    assert account.lines[0].by_hand is None
    assert account.lines[1].whole == Score(3.5, 4)
    assert not account.waiting
    assert _account(outline, FULL, penalty=99).total.points == 0


def test_each_lost_point_has_a_reason(outline: Outline) -> None:
    cells = [{**SOURCE[4], "outputs": _error("InWordsError", "It returned 3.")}]
    account = _account(outline, {**FULL, "gaps_blanks": Score(0, 1)}, cells)
    losses = [loss for line in account.lines for loss in line.losses]
    assert [(one.item.grade_id, one.lost) for one in losses] == [
        ("gaps_blanks", 1),
        ("advice", 0.5),
    ]
    assert losses[0].words == "It returned 3."


def test_points_still_to_be_marked_are_not_lost(outline: Outline) -> None:
    account = _account(outline, {**FULL, "advice": Score(0, 4, waits=True)})
    assert not account.lines[1].losses
    assert account.waiting == 4
    assert account.total.waits


def test_the_misconception_is_on_the_page(outline: Outline) -> None:
    verdict = Verdict(State.NOT_YET, "Blank answers are counted as zero.")
    account = _account(outline, {**FULL, "gaps_values": Score(0, 2)}, [_said(verdict)])
    assert account.lines[0].verdict == "Not yet. Blank answers are counted as zero."


def test_the_warm_up_of_the_next_exercise_is_no_verdict_on_this_one(outline: Outline) -> None:
    said = _said(Verdict(State.NOT_YET, "Blank answers are counted as zero."))
    warm_up = _said(Verdict(State.NOT_ATTEMPTED, "Write your line."), SOURCE[5])
    account = _account(outline, {**FULL, "gaps_values": Score(0, 2)}, [said, warm_up])
    assert account.lines[0].verdict == "Not yet. Blank answers are counted as zero."


def test_the_last_verdict_on_an_answer_is_shown(outline: Outline) -> None:
    first = _said(Verdict(State.NOT_YET, "Blank answers are counted as zero."))
    last = _said(Verdict(State.NOT_YET, "The mean is over people."), SOURCE[4])
    account = _account(outline, {**FULL, "gaps_values": Score(0, 2)}, [first, last])
    assert account.lines[0].verdict == "Not yet. The mean is over people."


def test_a_verdict_that_an_answer_matches_is_not_shown(outline: Outline) -> None:
    account = _account(outline, FULL, [_said(Verdict(State.MATCHES, "Well done."))])
    assert account.lines[0].verdict == ""


def test_a_comment_is_shown_even_if_no_point_was_lost(outline: Outline) -> None:
    account = _account(outline, {**FULL, "advice": Score(4, 4)}, comments={"advice": "Clear."})
    assert account.lines[1].comments == ("Clear.",)
    assert account.lines[1].needs_explanation
    assert not account.lines[0].needs_explanation


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (("InWordsError", "Missing: np.float64(0.3333333333)."), "Missing: 0.3333."),
        (
            ("InWordsError", f"{what_came_back('On this data 3.')}. {ANOTHER_RESULT}"),
            "",
        ),
        (("AdasError", "a secret"), "It stopped with an error."),
        (("MergeError", "a secret"), "It stopped with MergeError."),
        (
            ("NameError", "name 'gaps' is not defined"),
            "It stopped with NameError: name 'gaps' is not defined",
        ),
        (("NameError", "name 'secret' is not defined"), "It stopped with NameError."),
        (
            ("TypeError", f"gaps is a dict{TAKEN}"),
            f"It stopped with TypeError: gaps is a dict{TAKEN}",
        ),
        (("TypeError", f"gaps is a secret{TAKEN}"), "It stopped with TypeError."),
        (("SyntaxError", "seen above"), "It stopped with SyntaxError: seen above"),
        (("AssertionError", "expected 0.4711"), ""),
        (("KeyError", "'store'"), "It stopped with KeyError."),
        (("NotImplementedError", ""), "This answer has not been written yet."),
        (("RecursionError", ""), "It stopped with RecursionError."),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_hidden_test_reveals_neither_its_data_nor_what_was_expected(
    error: tuple[str, str], words: str
) -> None:
    assert failure_message(TEST, _error(*error), [("SyntaxError", "seen above")]) == words


def test_an_error_that_the_students_own_cell_shows_keeps_its_words(outline: Outline) -> None:
    lost = {**FULL, "gaps_values": Score(0, 2), "gaps_blanks": Score(0, 1)}
    error = _error("SyntaxError", "invalid syntax")
    cells = [{**SOURCE[2], "outputs": error}, {**SOURCE[3], "outputs": error}]
    cells.append({**SOURCE[4], "outputs": _error("KeyError", "'store'")})
    words = [loss.words for loss in _account(outline, lost, cells).lines[0].losses]
    assert words == ["It stopped with SyntaxError: invalid syntax", "It stopped with KeyError."]


def test_the_message_of_a_visible_assertion_is_shown() -> None:
    item = GradedItem("gaps_values", "values")
    assert failure_message(item, _error("AssertionError", "3 is not 4")) == "3 is not 4"


@pytest.mark.parametrize(
    ("answer", "error", "hint"),
    [
        (
            "def gap(x): return 1",
            ("NameError", "name 'gaps' is not defined"),
            "name 'gaps' is not defined. The cell of this answer defines gap.",
        ),
        (
            "plt.bar([1], [2])",
            ("NameError", "name 'gaps' is not defined"),
            "name 'gaps' is not defined",
        ),
        (
            "def gap(x: Frame): return 1",
            ("NameError", "name 'Frame' is not defined"),
            "name 'Frame' is not defined",
        ),
        (
            "<<<<<<< HEAD\ndef gaps(x): return 1\n=======\n>>>>>>> mine",
            ("SyntaxError", "invalid syntax"),
            "invalid syntax. The cell has <<<<<<< and >>>>>>> in it, which git leaves after a "
            "merge.",
        ),
    ],
)
def test_the_text_of_an_answer_explains_its_error(
    outline: Outline, answer: str, error: tuple[str, str], hint: str
) -> None:
    own = _cell("code", "gaps", answer, solution=True) | {"outputs": _error(*error)}
    test = SOURCE[3] | {"outputs": _error(*error)}
    account = _account(outline, {"gaps_values": Score(0, 2)}, [own, test])
    assert account.lines[0].losses[0].words == f"It stopped with {error[0]}: {hint}"
