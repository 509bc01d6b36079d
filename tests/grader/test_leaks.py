"""What a hidden test gives to an answer stays out of everything that students see."""

from __future__ import annotations

from typing import Any

import pytest
from hostile.attacks import TELLS
from hostile.cases import ALL, without
from hostile.judging import said_by_student
from hostile.lesson import ANSWERS, HIDDEN_DATA, as_bytes, extra, filled_in, source_notebook
from pictures.lies import HONEST

from grading_helpers.instructor.feedback.page import LessonFeedback
from grading_helpers.instructor.feedback.scores import Score, Scores
from grading_helpers.instructor.grader.grade_submission import grade_notebook
from grading_helpers.instructor.grader.submission.assignment import (
    Assignment,
    make_assignment,
    without_hidden_tests,
)
from grading_helpers.instructor.grader.submission_result import SubmissionResult

pytestmark = pytest.mark.integration

SECRET = HIDDEN_DATA.strip("[]")
NUMBER = "4711"
ABOVE = """import os, sys, threading, time
noted = []
stream = sys.stdout
shown = display("nothing", display_id=True)
def saved(name):
    return os.environ.get(name, "") or os.path.exists(name) and open(name).read() or ''"""
TEST = "share_of_fans_values"
# How an answer notes its input, and how a cell below all tests would show the note.
NOTES = {
    **TELLS,
    "another folder": ("open('/tmp/noted', 'a').write(str(scores))", "print(saved('/tmp/noted'))"),
    "the environment": ("os.environ['N'] = saved('N') + str(scores)", "print(saved('N'))"),
    "an old stream": ("stream.write(str(scores))", ""),
    "an old display": ("shown.update(str(scores))", ""),
}
# What an answer does in a hidden test to be quoted.
QUOTED = {
    "the words of an exception": "raise ValueError(str(scores))",
    "the class of an exception": "raise type(str(scores), (ValueError,), {})",
    "an error of the grader's": "raise type('InWordsError', (Exception,), {})(str(scores))",
    "another of them": "raise type('Stopped', (Exception,), {})(str(scores))",
    "a missing name": "raise NameError(f\"name '{scores}' is not defined\")",
    "a result": "return str(scores)",
    "a group": "raise ExceptionGroup(str(scores), [ValueError(str(scores))])",
    "a note": "error = ValueError('no'); error.add_note(str(scores)); raise error",
    "a cause": "raise ValueError('no') from KeyError(str(scores))",
}


def answer(line: str) -> str:
    """Return the right answer with a line above it, for all but the visible test."""
    head, _, body = ANSWERS["share_of_fans"].partition("\n")
    return f"{head}\n    if len(scores) > 2:\n        {line}\n{body}"


def graded(assignment: Assignment, line: str, below: str = "") -> SubmissionResult:
    """Grade an answer with a cell above all answers, and another below all tests."""
    notebook = filled_in({**ANSWERS, "share_of_fans": answer(line)})
    notebook["cells"].insert(2, extra(ABOVE, name="above"))
    notebook["cells"].append(extra(below, name="below"))
    return grade_notebook("sam", as_bytes(notebook), assignment)


def marks(result: SubmissionResult) -> dict[str, float]:
    return {name: one.score for name, one in result.scores.items()}


def page_of(result: SubmissionResult, assignment: Assignment) -> str:
    """Return the student's feedback page."""
    items = {name: Score(one.score, one.points) for name, one in result.scores.items()}
    assert result.notebook
    return LessonFeedback(assignment).page(result.notebook["cells"], Scores("sam", items))


@pytest.mark.parametrize("name", NOTES)
def test_no_cell_can_show_what_an_answer_noted(assignment: Assignment, name: str) -> None:
    result = graded(assignment, *NOTES[name])
    assert marks(result) == ALL, result.findings
    assert SECRET not in said_by_student(result.notebook)
    assert SECRET not in page_of(result, assignment)


@pytest.mark.parametrize("name", QUOTED)
def test_the_students_page_does_not_quote_an_answer(assignment: Assignment, name: str) -> None:
    result = graded(assignment, QUOTED[name])
    assert marks(result) == without(TEST), result.findings
    assert SECRET not in page_of(result, assignment)


def test_no_error_can_be_chosen_from_many_that_the_notebook_shows(assignment: Assignment) -> None:
    notebook = filled_in({**ANSWERS, "share_of_fans": answer("raise ValueError(scores[0])")})
    for number in range(12):
        notebook["cells"].insert(2, extra(f"raise ValueError({11 - number})", name=f"e{number}"))
    result = grade_notebook("sam", as_bytes(notebook), assignment)
    assert marks(result) == without(TEST), result.findings
    said = "It stopped with ValueError"
    assert f"{said}." in page_of(result, assignment)
    assert f"{said}: " not in page_of(result, assignment)


def test_no_chart_can_show_what_an_answer_noted() -> None:
    given = "# A test.\ncheck(gap_chart)"
    hidden = f"gap_chart(dict.fromkeys('RATES', {NUMBER}))"
    test = f"{given}\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    answered = HONEST.replace("axes.bar(", "gaps = noted.setdefault('gaps', gaps)\n    axes.bar(")
    assert "setdefault" in answered
    source = [
        code(
            "setup",
            "import matplotlib.pyplot as plt\nfrom grading_helpers import check\nnoted = {}",
        ),
        code("gap_chart", HONEST, solution=True),
        code(
            "values",
            hidden.join(["# Hidden.\n### BEGIN HIDDEN TESTS\n", "\n### END HIDDEN TESTS"]),
            grade=True,
            points=1,
        ),
        code("picture", test, grade=True, points=1),
    ]
    handed_in = [{**source[0]}, {**source[1], "source": answered}, *source[2:]]
    shown = [{**one, "source": without_hidden_tests(one["source"])} for one in source]
    assignment = make_assignment("03_rater", notebook_of(source), notebook_of(shown))
    result = grade_notebook("sam", as_bytes(notebook_of(handed_in)), assignment)
    assert marks(result) == {"values": 1.0, "picture": 1.0}, result.findings
    said = said_by_student(result.notebook)
    assert "Heights of the bars" in said
    assert NUMBER not in said


def code(name: str, source: str, **grading: Any) -> dict[str, Any]:
    """Return a code cell of an instructor's notebook."""
    usual = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "task": False}
    metadata = {"nbgrader": {**usual, **grading, "grade_id": name}} if grading else {}
    return extra(source, name=name) | {"metadata": metadata}


def notebook_of(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a notebook of cells."""
    return {
        "cells": cells,
        "metadata": source_notebook()["metadata"],
        "nbformat": 4,
        "nbformat_minor": 5,
    }
