"""Each part of a lesson can be resumed alone: its cells bring every name that they use."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

import pytest

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.authoring.lesson.myst import read_lesson
from grading_helpers.instructor.authoring.lesson.shape_checks import PART
from grading_helpers.instructor.authoring.warmups import CALL, read_warmups


@pytest.fixture(scope="module")
def lessons(course: Course) -> list[Lesson]:
    read = [read_lesson(folder)[0] for folder in course.lessons]
    return [lesson for lesson in read if lesson]


def parts(lesson: Lesson) -> dict[str, list[Cell]]:
    """Return the cells of each part after the first, by the heading of the part."""
    found: dict[str, list[Cell]] = {}
    for cell in lesson.cells:
        if cell.kind == "markdown" and (heading := PART.search(cell.source)):
            found[cell.source[heading.start() :].partition("\n")[0]] = []
        for cells in list(found.values())[-1:]:
            cells.append(cell)
    return dict(list(found.items())[1:])


def brought(tree: ast.AST) -> Iterator[str]:
    """Yield the names that code gives a value, in whatever scope."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.partition(".")[0]


def missing(cells: list[Cell]) -> set[str]:
    """Return the names that these cells, solutions included, use without bringing them."""
    known, lacking = set(dir(builtins)), set[str]()
    for cell in cells:
        if cell.kind == "code" and not cell.is_test:
            tree = ast.parse(cell.source)
            known |= set(brought(tree))
            used = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
            lacking |= {node.id for node in used} - known
    return lacking


def test_a_part_can_be_resumed_without_the_parts_before_it(lessons: list[Lesson]) -> None:
    lacking = {
        f"{lesson.name}: {heading}": names
        for lesson in lessons
        for heading, cells in parts(lesson).items()
        if (names := missing(cells))
    }
    assert not lacking, "bring them in the first code cell of the part"


def given_in(tree: ast.AST) -> Iterator[str]:
    """Yield the names that code gives a value at the top of a cell, not in functions of its own."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.comprehension):
            yield from given_in(node)


def test_a_warm_up_can_be_answered_after_the_whole_lesson_has_run(
    lessons: list[Lesson],
) -> None:
    spoilt: dict[str, set[str]] = {}
    for lesson in lessons:
        recipes = {recipe.id: recipe for recipe in read_warmups(lesson)[0]}
        later: set[str] = set()
        for cell in reversed([one for one in lesson.cells if one.kind == "code"]):
            tree = ast.parse("" if cell.is_test else cell.source)
            if asked := CALL.search(cell.source):
                recipe = recipes[asked[1]]
                lines = "\n".join([recipe.line, *(one.line for one in recipe.wrong)])
                read = {
                    node.id for node in ast.walk(ast.parse(lines)) if isinstance(node, ast.Name)
                }
                if lost := read & later:
                    spoilt[recipe.id] = lost
            later |= set(given_in(tree))
    assert not spoilt, "a later cell gives these names another value: call it otherwise there"


def test_a_name_from_another_part_is_found_missing() -> None:
    cells = [Cell("code", source, 1, {}) for source in ("import numpy as np", "np.sqrt(total)")]
    assert missing(cells) == {"total"}
