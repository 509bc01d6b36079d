"""What a student wrote for an answer that a person marks is found, wherever it was written."""

from __future__ import annotations

import pytest
from written_class import (
    ESSAY,
    LESSON,
    PLACE,
    TASK,
    cell,
    graded_notebook,
    release_notebook,
    source_notebook,
)

from grading_helpers.instructor.grader.grade_cells import texts_of
from grading_helpers.instructor.grader.submission.assignment import make_assignment
from grading_helpers.instructor.grader.submission.written_answers import (
    marked_by_hand,
    written_answer,
)

PLAN = make_assignment(LESSON, source_notebook(), release_notebook())
QUESTIONS = {one.name: one for one in marked_by_hand(PLAN)}
IMAGE = {"a.png": {"image/png": "iVBORw0KGgo="}}


def texts(name: str, notebook: dict) -> list[str]:
    found = written_answer(QUESTIONS[name], notebook["cells"], PLAN)
    return [one["source"] for one in found.cells]


def test_tasks_and_answer_cells_are_marked_by_hand_and_tests_are_not() -> None:
    assert list(QUESTIONS) == [TASK, ESSAY]


def test_an_answer_to_a_task_is_all_that_was_written_below_it() -> None:
    more = (cell("markdown", "extra-6", "And the phone."), cell("code", "extra-7", "1 + 1"))
    notebook = graded_notebook("Repair delivery.", "A friend.", *more)
    assert texts(TASK, notebook) == ["Repair delivery.", "And the phone.", "1 + 1"]
    assert texts(ESSAY, notebook) == ["A friend."]
    beside = graded_notebook("", "", cell("markdown", "extra-6", "In a cell of my own."))
    assert texts(TASK, beside) == ["In a cell of my own."]


@pytest.mark.parametrize("advice", ["", PLACE, f"{PLACE}  \n", "  \n"])
def test_what_was_left_as_given_is_blank(advice: str) -> None:
    notebook = graded_notebook(advice, "")
    for question in QUESTIONS.values():
        assert written_answer(question, notebook["cells"], PLAN).is_blank


def test_an_image_alone_is_an_answer_and_a_missing_question_is_not_blank() -> None:
    notebook = graded_notebook("", "")
    place = next(one for one in notebook["cells"] if one["id"] == "place")
    place["attachments"] = IMAGE
    assert not written_answer(QUESTIONS[TASK], notebook["cells"], PLAN).is_blank
    without = [one for one in notebook["cells"] if one["id"] != TASK]
    assert not written_answer(QUESTIONS[TASK], without, PLAN).is_blank
    assert not written_answer(QUESTIONS[TASK], without, PLAN).found


LONG = "Repair delivery first, because there the gap is widest of all."


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("markdown", LONG),
        ("raw", LONG),
        ("code", f"# {LONG}"),
        ("code", f'"""{LONG}"""'),
    ],
)
@pytest.mark.parametrize("place", [0, 3, 100], ids=["at the top", "above", "at the end"])
def test_a_text_elsewhere_may_be_the_answer_so_it_is_not_blank(
    place: int, kind: str, text: str
) -> None:
    notebook = graded_notebook("", "")
    notebook["cells"].insert(place, cell(kind, "extra-1", text))
    for question in QUESTIONS.values():
        found = written_answer(question, notebook["cells"], PLAN)
        assert not found.is_blank
        assert [one["source"] for one in found.elsewhere] == [text]
    assert not written_answer(
        QUESTIONS[TASK], graded_notebook("Here.", "")["cells"], PLAN
    ).elsewhere


@pytest.mark.parametrize(
    ("kind", "text"),
    [("markdown", "ask about this"), ("code", "x = 1"), ("code", f"total = 1  # {LONG}")],
)
def test_a_remark_or_code_elsewhere_is_no_answer(kind: str, text: str) -> None:
    notebook = graded_notebook("", "")
    notebook["cells"].append(cell(kind, "extra-1", text))
    assert written_answer(QUESTIONS[TASK], notebook["cells"], PLAN).is_blank


def test_the_digest_of_an_answer_below_a_task_changes_with_that_answer_alone() -> None:
    before = texts_of(graded_notebook("Repair delivery.", "A friend.")["cells"], PLAN)
    after = texts_of(graded_notebook("Repair the phone.", "A friend.")["cells"], PLAN)
    assert {name for name in before if before[name] != after[name]} == {TASK}
    assert before.keys() == {TASK, ESSAY, "total"}


def test_the_lessons_own_paragraphs_are_nobodys_answer_where_a_program_splits_them() -> None:
    text = "## And more\n\nSay in one sentence what a customer is."
    parts = [cell("markdown", f"part-{n}", part) for n, part in enumerate(text.split("\n\n"))]
    notebook = graded_notebook("", "")
    notebook["cells"] += parts
    assert written_answer(QUESTIONS[ESSAY], notebook["cells"], PLAN).is_blank
    own = (cell("markdown", "own-1", LONG), cell("markdown", "own-2", "Then the phone."))
    found = written_answer(QUESTIONS[ESSAY], [*notebook["cells"], *own], PLAN)
    assert [one["source"] for one in found.elsewhere] == [LONG, "Then the phone."]
