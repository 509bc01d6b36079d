"""Checks of the cells of a lesson: ids, points, quiz calls and answer cells."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from grading_helpers.instructor.authoring.faults import at_line, line_of
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.diagnostics import Diagnostic

LESSON_NAME = re.compile(r"\d\d_[a-z][a-z_]*")
GUESS_CALL = re.compile(r"\bguess\(\s*[\"']([^\"']*)[\"']\s*([,)])")
QUIZ_CALL = re.compile(r"\bquiz\(\s*[\"']([^\"']*)[\"']\s*\)")


def lesson_faults(lesson: Lesson, questions: set[str]) -> Iterator[Diagnostic]:
    """Yield the faults in the cells of a lesson.

    Parameters
    ----------
    lesson : Lesson
        The lesson to look at.
    questions : set of str
        The ids that its quiz calls may name.
    """
    file = lesson.text_file
    if not LESSON_NAME.fullmatch(lesson.name):
        yield at_line(
            file, 1, f"{lesson.name!r} is not a lesson name", "give the folder a name like 03_rater"
        )
    yield from _id_faults(lesson)
    for cell in lesson.cells:
        yield from _quiz_faults(file, cell, questions)
        yield from _points_faults(file, cell)
        if cell.is_answer:
            yield from _answer_faults(file, cell)
        if cell.is_test and not lesson.exercise_of(cell.grade_id):
            what = f"the test {cell.grade_id!r} belongs to no exercise"
            yield at_line(file, cell.line, what, "begin its grade_id with the name of the exercise")


def _id_faults(lesson: Lesson) -> Iterator[Diagnostic]:
    """Yield faults of grade ids: missing, not an identifier, or used twice."""
    file, seen = lesson.text_file, dict[str, int]()
    for cell in lesson.cells:
        if "nbgrader" not in cell.metadata:
            continue
        line = line_of_id(lesson, cell)
        if not cell.grade_id:
            yield at_line(file, line, "a graded cell has no grade_id", "give it a descriptive one")
        elif not cell.grade_id.isidentifier():
            what = f"the grade_id {cell.grade_id!r} is not an identifier"
            yield at_line(file, line, what, "use letters, digits and underscores")
        elif cell.grade_id in seen:
            what = f"the grade_id {cell.grade_id!r} is already used on line {seen[cell.grade_id]}"
            yield at_line(file, line, what, "choose another")
        seen.setdefault(cell.grade_id, line)


def line_of_id(lesson: Lesson, cell: Cell) -> int:
    """Return the line with the grade id of a cell, or else the first line of the cell."""
    lines = lesson.text_file.read_text("utf-8").splitlines()
    window = range(cell.line, min(cell.line + 15, len(lines) + 1))
    return next((n for n in window if f"grade_id: {cell.grade_id}" in lines[n - 1]), cell.line)


def asked_in(lesson: Lesson) -> dict[str, str]:
    """Return the questions that a lesson asks, in order, each with the id of its cell."""
    return {
        question: cell_id
        for cell, cell_id in zip(lesson.cells, lesson.cell_ids, strict=True)
        if cell.kind == "code"
        for question in QUIZ_CALL.findall(cell.source)
    }


def _quiz_faults(file: Path, cell: Cell, questions: set[str]) -> Iterator[Diagnostic]:
    for question in QUIZ_CALL.findall(cell.source) if cell.kind == "code" else []:
        if question not in questions:
            what = f"the quiz id {question!r} is not in quiz.yml"
            yield at_line(file, cell.line, what, "add the question there or correct the id")


def guess_faults(lesson: Lesson, guesses: list[str]) -> Iterator[Diagnostic]:
    """Yield the faults in the guesses of a lesson: each must be asked, and come up again later.

    It comes up again with its result or, if students decide that themselves, without one.

    Parameters
    ----------
    lesson : Lesson
        The lesson to look at.
    guesses : list of str
        The ids of the guesses in its bank.
    """
    calls = [
        (name, then == ")", cell.line)
        for cell in lesson.cells
        if cell.kind == "code"
        for name, then in GUESS_CALL.findall(cell.source)
    ]
    asked, met_again = set[str](), set[str]()
    for name, asks, line in calls:
        if name not in guesses:
            what = f"the guess {name!r} is not under guesses in quiz.yml"
            yield at_line(lesson.text_file, line, what, "add it there or correct the id")
        elif not asks and name not in asked:
            what = f"the result of the guess {name!r} is shown before the guess is asked"
            yield at_line(lesson.text_file, line, what, f'put guess("{name}") above it')
        (met_again if name in asked or not asks else asked).add(name)
    bank = lesson.folder / "quiz.yml"
    for name in guesses:
        line = line_of(bank.read_text("utf-8"), f"- id: {name}")
        if name not in asked:
            cure = f'put guess("{name}") into a cell of lesson.md'
            yield at_line(bank, line, f"the guess {name!r} is never asked", cure)
        elif name not in met_again:
            cure = f'put guess("{name}", …) with the result into a later cell of lesson.md'
            yield at_line(bank, line, f"the result of the guess {name!r} is never shown", cure)


def _points_faults(file: Path, cell: Cell) -> Iterator[Diagnostic]:
    if not (cell.grading.get("grade") or cell.grading.get("task")):
        return
    if cell.points <= 0 or isinstance(cell.grading.get("points"), bool):
        what = f"{cell.grade_id or 'a graded cell'} has no points"
        yield at_line(file, cell.line, what, "say 'points: 1' or more in its header")


def _answer_faults(file: Path, cell: Cell) -> Iterator[Diagnostic]:
    """Yield faults of an answer cell: it must define the function it is named after."""
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        line = cell.code_line + (error.lineno or 1) - 1
        what = f"the solution is not valid Python ({error.msg})"
        yield at_line(file, line, what, "correct the code")
        return
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    named = next((node for node in functions if node.name == cell.grade_id), None)
    if named is None:
        what = f"the answer cell {cell.grade_id!r} defines no function of that name"
        yield at_line(file, cell.line, what, f"write def {cell.grade_id}(...)")
    elif not ast.get_docstring(named):
        what = f"the function {cell.grade_id!r} has no docstring"
        yield at_line(file, cell.line, what, "describe its input, its result and the rule")
    if "### BEGIN SOLUTION" not in cell.source or "### END SOLUTION" not in cell.source:
        what = f"the answer cell {cell.grade_id!r} does not mark its solution"
        yield at_line(
            file, cell.line, what, "put ### BEGIN SOLUTION and ### END SOLUTION around it"
        )
