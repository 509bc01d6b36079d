"""Every function and method that a solution calls has been used in a cell above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.authoring.lesson.length_checks import released
from grading_helpers.instructor.authoring.lesson.model import Lesson

# Lessons 1 to 3 have no ladders yet: add each here when it has.
WITH_LADDERS = ("00_start_here", "04_journey_mapping", "05_strategy_tools")
# What a student knows who has learnt loops and functions.
BASICS = {"len", "range", "sum", "print", "int", "float", "str", "list", "dict", "enumerate"}
# The task names the exception; and a dictionary that is written out is as good as fromkeys.
BASICS |= {"ValueError", "fromkeys"}


def calls(code: str) -> set[str]:
    """Return the names of the functions and methods that code calls."""
    called = [node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    named = {one.id for one in called if isinstance(one, ast.Name)}
    return named | {one.attr for one in called if isinstance(one, ast.Attribute)}


def unexplained(lesson: Lesson, known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each exercise with a call that is in no cell above it; add to what is known."""
    for cell in lesson.cells:
        if cell.is_answer:
            new = calls(cell.source) - known - BASICS
            yield from ((cell.grade_id, name) for name in sorted(new))
        if cell.kind == "code":
            known |= calls(released(cell.source))


@pytest.fixture(scope="module")
def lessons(course: Course) -> list[Lesson]:
    return [one.lesson for one in read_course(course)]


def test_no_call_in_a_solution_comes_from_nowhere(lessons: list[Lesson]) -> None:
    known: set[str] = set()
    found = {lesson.name: list(unexplained(lesson, known)) for lesson in lessons}
    assert {name: found[name] for name in WITH_LADDERS} == {name: [] for name in WITH_LADDERS}
