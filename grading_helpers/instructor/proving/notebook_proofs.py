"""Proofs about whole notebooks.

They cover the points that the source and the release earn, and whether the release reveals
anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.run_cells import Namespace, as_graded, earned, run_cell

SECRETS = re.compile(
    r"BEGIN SOLUTION|END SOLUTION|HIDDEN TESTS|MARK SCHEME|grading_helpers\.instructor|assert"
)


def notebook_problems(course: Course, one: ReadLesson) -> Iterator[str]:
    """Yield what the proofs about whole notebooks find wrong in one lesson."""
    source, release = course.source(one.lesson.name), course.release(one.lesson.name)
    if not source.is_file() or not release.is_file():
        yield f"{one.lesson.name} is not built. Run `make build` and commit."
        return
    yield from problems_of_run(course, one)
    yield from revealed(release)


def problems_of_run(course: Course, one: ReadLesson) -> Iterator[str]:
    """Yield what is found wrong by running the two notebooks of a lesson."""
    yield from _earns_all(one.lesson, course.source(one.lesson.name))
    yield from _earns_nothing(one.lesson, course.release(one.lesson.name))


def _earns_all(lesson: Lesson, source: Path) -> Iterator[str]:
    """Yield each cell of the instructor's notebook that stops, run from top to bottom."""
    for cell_id, error in run_notebook(source):
        yield f"source/{lesson.name}: the cell {cell_id} stops with {error!r}."


def _earns_nothing(lesson: Lesson, release: Path) -> Iterator[str]:
    """Yield each cell of the untouched release that stops, and each test that gives points."""
    where = f"release/{lesson.name}: in an untouched copy,"
    for cell_id, stopped in run_notebook(release):
        yield f"{where} the cell {cell_id} stops with {stopped!r}."
    stubs = cells_by_id(release)
    for name in lesson.answers:
        tests = {test: cell.source for test, cell in lesson.tests_of(name).items()}
        _, errors = earned(lesson.setup, stubs.get(name, ""), tests)
        for test, error in errors.items():
            if not isinstance(error, NotImplementedError):
                yield f"{where} the test {test} stops with {error!r}."


def run_notebook(notebook: Path) -> list[tuple[str, BaseException]]:
    """Run all code cells in one namespace; return the id and exception of those that stop.

    As when a notebook is graded, no quiz answer is kept.
    """
    namespace: Namespace = {"__name__": "__main__"}
    code = [c for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code"]
    with as_graded():
        ran = [(cell.id, run_cell(cell.source, namespace, cell.id)) for cell in code]
    return [(cell_id, stopped) for cell_id, stopped in ran if stopped]


def revealed(release: Path) -> Iterator[str]:
    """Yield what a released notebook shows but should not."""
    notebook = nbformat.read(release, as_version=4)
    where = f"release/{release.parent.name}"
    for cell in notebook.cells:
        if found := SECRETS.search(cell.source):
            yield f"{where}: the cell {cell.id} contains {found.group()!r}."
        if cell.get("outputs") or cell.get("execution_count"):
            yield f"{where}: the cell {cell.id} has output."
    for file in release.parent.rglob("*"):
        if file != release and ".ipynb_checkpoints" not in file.parts:
            yield f"{where}: {file.name} should not be there."


def cells_by_id(notebook: Path) -> dict[str, str]:
    """Return the source of each cell of a notebook by its id."""
    cells = nbformat.read(notebook, as_version=4).cells if notebook.is_file() else []
    return {cell.id: cell.source for cell in cells}
