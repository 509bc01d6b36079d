"""Put the batteries of an exercise into its hidden tests, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from grading_helpers.instructor.authoring.battery_json import compact
from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.faults import at_line
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.diagnostics import Diagnostic

END = "### END HIDDEN TESTS"
MOST_BYTES = 60_000


def with_batteries(
    lesson: Lesson, exercises: Mapping[str, ExerciseFolder]
) -> tuple[Lesson, list[Diagnostic]]:
    """Return a lesson whose hidden tests end with their batteries, and what prevents that."""
    batteries = {
        test: battery_code(exercise, test)
        for exercise in exercises.values()
        for test in exercise.chosen.tests
    }
    cells = tuple(
        _with_battery(cell, batteries[cell.grade_id]) if cell.grade_id in batteries else cell
        for cell in lesson.cells
    )
    faults = [fault for cell in cells for fault in _faults(lesson, cell, batteries)]
    return replace(lesson, cells=cells), faults


def battery_code(exercise: ExerciseFolder, test: str) -> str:
    """Return the code that runs the battery of a test."""
    rows = ",\n".join(map(compact, exercise.chosen.tests[test]))
    return (
        "from grading_helpers.compare import assert_battery\n\n"
        "# Chosen by `course draw` from contract.py, together with what the solution returns.\n"
        f'assert_battery({exercise.name}, r"""[\n{rows}\n]""", {exercise.tolerance})\n'
    )


def _with_battery(cell: Cell, code: str) -> Cell:
    head, mark, tail = cell.source.rpartition(END)
    return replace(cell, source=f"{head}{code}{mark}{tail}" if mark else cell.source)


def _faults(lesson: Lesson, cell: Cell, batteries: Mapping[str, str]) -> Iterator[Diagnostic]:
    if cell.grade_id not in batteries:
        return
    if END not in cell.source:
        what = f"the test {cell.grade_id} has a battery but no hidden part"
        yield at_line(lesson.text_file, cell.line, what, f"add a line {END!r}")
    if (size := len(cell.source.encode())) > MOST_BYTES:
        what = f"with its battery the test {cell.grade_id} has {size:,} bytes"
        yield at_line(lesson.text_file, cell.line, what, "make the contract's inputs smaller")
