"""A graded class whose written answers are to be marked: below a task, and in an answer cell."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from grading_helpers.instructor.gradebook.opening import ask_for_the_schema_here

LESSON = "04_words"
COURSE = "words"
TASK, ESSAY, TEST = "advice", "essay", "total_values"
PLACE = "*Write your answer here.*"
SETTINGS = f'c = get_config()\nc.CourseDirectory.course_id = "{COURSE}"\n'
TASK_TEXT = """## Your advice

### To the board (2 points)

What should be **repaired** first?

### BEGIN MARK SCHEME
**1 point** for a decision, **1 point** for a limit.
### END MARK SCHEME"""
STUDENTS = {
    "ada": "Repair *delivery* first.",
    "bo": "",
    "cy": "Train the staff. <script>window.stolen = 1</script><img src=x onerror=stolen=1>",
    "dana": "Answer the phone.",
}


def cell(kind: str, name: str, source: str, **grading: Any) -> dict[str, Any]:
    """Return a cell; with keywords, one that nbgrader knows."""
    usual = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "task": False}
    metadata = {"nbgrader": {**usual, **grading, "grade_id": name}} if grading else {}
    made = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def source_notebook() -> dict[str, Any]:
    """Return the instructor's notebook."""
    cells = [
        cell("markdown", "title", "# Words"),
        cell("code", "total", "def total(x): return x", solution=True),
        cell("code", TEST, "assert total(1) == 1", grade=True, locked=True, points=3),
        cell("markdown", TASK, TASK_TEXT, task=True, locked=True, points=2),
        cell("markdown", "place", PLACE),
        cell("markdown", "last", "## And more\n\nSay in one sentence what a customer is."),
        cell("markdown", ESSAY, "Somebody who pays.", grade=True, solution=True, points=4),
        cell("markdown", "end", "## The end"),
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def release_notebook() -> dict[str, Any]:
    """Return the students' notebook."""
    notebook = source_notebook()
    for one in notebook["cells"]:
        if one["id"] == TASK:
            one["source"] = one["source"].partition("### BEGIN MARK SCHEME")[0]
        if one["id"] == ESSAY:
            one["source"] = PLACE
    return notebook


def graded_notebook(advice: str, essay: str, *more: dict[str, Any]) -> dict[str, Any]:
    """Return a student's graded notebook; ``more`` are cells added below the place for advice."""
    notebook = copy.deepcopy(source_notebook())
    for one in notebook["cells"]:
        if one["id"] == "place" and advice:
            one["source"] = advice
        if one["id"] == ESSAY:
            one["source"] = essay or PLACE
    at = next(at for at, one in enumerate(notebook["cells"]) if one["id"] == "last")
    notebook["cells"][at:at] = more
    return notebook


def write(path: Path, notebook: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), "utf-8")


def hand_in(root: Path, student: str, notebook: object) -> None:
    """Write a graded notebook, as the grader does."""
    write(root / "autograded" / student / LESSON / f"{LESSON}.ipynb", notebook)


def lay_out(root: Path, students: Mapping[str, str] | None = None) -> Path:
    """Write a course folder with a graded class; of the essays, only bo's is blank."""
    students = STUDENTS if students is None else students
    root.mkdir(parents=True, exist_ok=True)
    (root / "nbgrader_config.py").write_text(SETTINGS)
    write(root / "source" / LESSON / f"{LESSON}.ipynb", source_notebook())
    write(root / "release" / LESSON / f"{LESSON}.ipynb", release_notebook())
    with open_book(root) as book:
        book.add_assignment(LESSON)
        book.add_notebook(LESSON, LESSON)
        book.add_grade_cell(TEST, LESSON, LESSON, max_score=3, cell_type="code")
        book.add_solution_cell("total", LESSON, LESSON)
        book.add_task_cell(TASK, LESSON, LESSON, max_score=2, cell_type="markdown")
        book.add_grade_cell(ESSAY, LESSON, LESSON, max_score=4, cell_type="markdown")
        book.add_solution_cell(ESSAY, LESSON, LESSON)
        for student, advice in students.items():
            essay = "" if student == "bo" else f"A customer is {student}'s friend."
            hand_in(root, student, graded_notebook(advice, essay))
            enter(book, student, essay_blank=not essay)
    return root


def enter(book: Gradebook, student: str, *, essay_blank: bool = False) -> None:
    """Enter a student's marks by tests, as the grader does."""
    book.add_student(student, first_name=student.capitalize(), last_name="Ek")
    with book.db.no_autoflush:  # or SQLAlchemy warns
        book.add_submission(LESSON, student)
    test = book.find_grade(TEST, LESSON, LESSON, student)
    test.auto_score, test.needs_manual_grade = 3.0, False
    if essay_blank:
        essay = book.find_grade(ESSAY, LESSON, LESSON, student)
        essay.auto_score, essay.needs_manual_grade = 0.0, False
    book.db.commit()


def open_book(root: Path) -> Gradebook:
    """Open the gradebook as nbgrader does."""
    ask_for_the_schema_here()
    return Gradebook(f"sqlite:///{root}/gradebook.db", COURSE)


def marks(root: Path, question: str) -> dict[str, tuple[float | None, bool, str | None]]:
    """Return points by hand, whether a look is needed, and comment, as the formgrader sees them."""
    with open_book(root) as book:
        found = {}
        for one in book.assignment_submissions(LESSON):
            grade = book.find_grade(question, LESSON, LESSON, one.student_id)
            comment = book.find_comment(question, LESSON, LESSON, one.student_id)
            found[one.student_id] = (
                grade.manual_score,
                grade.needs_manual_grade,
                comment.manual_comment,
            )
        return found
