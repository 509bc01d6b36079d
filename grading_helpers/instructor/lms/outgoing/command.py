"""The command ``course export``: write marks into a file that an LMS imports."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from grading_helpers.atomic_write import write_atomically
from grading_helpers.instructor import terminal
from grading_helpers.instructor.diagnostics import CommandError, as_data, counted, few
from grading_helpers.instructor.gradebook.course_folder import find_course_folder
from grading_helpers.instructor.gradebook.late_work import renew_penalties
from grading_helpers.instructor.gradebook.marks import read_marks
from grading_helpers.instructor.lms.incoming.command import (
    IdColumn,
    JsonOption,
    LessonName,
    ListedOnly,
    ListOption,
)
from grading_helpers.instructor.lms.outgoing.blackboard import fill_blackboard
from grading_helpers.instructor.lms.outgoing.canvas import fill_canvas
from grading_helpers.instructor.lms.outgoing.fill_table import ExportRequest, FilledTable
from grading_helpers.instructor.lms.outgoing.marks_to_export import UnmarkedPolicy, marks_to_export
from grading_helpers.instructor.lms.outgoing.moodle import fill_worksheet, gradebook_table
from grading_helpers.instructor.lms.roster import everyone, find_roster, require_roster
from grading_helpers.instructor.tables.csv_tables import Table, read_table
from grading_helpers.instructor.terminal import (
    count_needing_a_look,
    exit_code,
    exit_on_error,
    print_diagnostics,
    print_json,
)


class ExportTarget(StrEnum):
    """The LMS that the marks are for."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    MOODLE_GRADEBOOK = "moodle-gradebook"
    BLACKBOARD = "blackboard"


FILLERS: dict[ExportTarget, Callable[[Table, ExportRequest], FilledTable]] = {
    ExportTarget.CANVAS: fill_canvas,
    ExportTarget.MOODLE: fill_worksheet,
    ExportTarget.BLACKBOARD: fill_blackboard,
}
DOWNLOADS = {
    ExportTarget.CANVAS: "the gradebook that Canvas exports (Gradebook, Export)",
    ExportTarget.MOODLE: "the assignment's grading worksheet (Download grading worksheet)",
    ExportTarget.BLACKBOARD: "Blackboard's gradebook (Work Offline, Download)",
}
NEXT = {
    ExportTarget.CANVAS: "in Canvas, Gradebook, Import",
    ExportTarget.MOODLE: "in the Moodle assignment, Upload grading worksheet",
    ExportTarget.MOODLE_GRADEBOOK: "in Moodle, Grades, Import, CSV file, and map the last column",
    ExportTarget.BLACKBOARD: "in Blackboard, Work Offline, Upload",
}

TargetOption = Annotated[ExportTarget, typer.Option("--to", help="The LMS that the marks are for.")]
IntoOption = Annotated[
    Path | None, typer.Option("--into", help="The file from the LMS to fill in.")
]
OutOption = Annotated[
    Path | None, typer.Option("--out", help="The file to write; by default in exports/.")
]
ColumnOption = Annotated[str, typer.Option("--column", help="The column for the marks.")]
PointsOption = Annotated[
    float, typer.Option("--out-of", min=0, help="Convert the marks to this many points.")
]
UnmarkedOption = Annotated[
    UnmarkedPolicy,
    typer.Option(
        "--unmarked",
        help="If written answers are not marked yet: write nothing, leave those students out, or "
        "count what has been marked.",
    ),
]


def export_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: LessonName,
    to: TargetOption,
    into: IntoOption = None,
    out: OutOption = None,
    column: ColumnOption = "",
    out_of: PointsOption = 0.0,
    unmarked: UnmarkedOption = UnmarkedPolicy.REFUSE,
    roster: ListOption = None,
    id_column: IdColumn = "",
    listed_only: ListedOnly = False,
    as_json: JsonOption = False,
) -> None:
    """Write the marks of a lesson into a file that Canvas, Moodle or Blackboard imports."""
    with exit_on_error(as_json=as_json):
        table = _given(to, into)
        home = find_course_folder()
        home.check_lesson(lesson)
        home.check_gradebook(lesson)
        renew_penalties(home, lesson)
        listed = find_roster(home, roster, id_column)
        given = read_marks(home, lesson)
        if listed_only:
            given = given.of_students(require_roster(listed).people)
        marks, notes = marks_to_export(given, unmarked, home)
        people = everyone(listed, marks.students)
        order = ExportRequest(marks, people, column, out_of)
        filled = gradebook_table(order) if table is None else FILLERS[to](table, order)
        filled.notes += [*notes, *people.notes, *(table.notes if table else ())]
        if not filled.given:
            raise CommandError(_nobody(lesson, filled), marks={}, notes=as_data(filled.notes))
        path = _path(lesson, to, into, out)
        write_atomically(path, filled.table.content())
    _print(path, to, order, filled, as_json=as_json)
    raise typer.Exit(exit_code(filled.notes))


def _given(to: ExportTarget, into: Path | None) -> Table | None:
    """Return the table to fill, or None for Moodle's gradebook, which needs no table."""
    if to is ExportTarget.MOODLE_GRADEBOOK:
        if into:
            raise CommandError(
                "--into cannot be used with --to moodle-gradebook, which writes a new file."
            )
        return None
    if into is None:
        raise CommandError(f"--to {to} needs --into FILE, {DOWNLOADS[to]}.")
    return read_table(into)


def _nobody(lesson: str, filled: FilledTable) -> str:
    lines = [f"Nothing was written: nobody in this file has a mark for {lesson}."]
    return "\n".join([*lines, *(f"  {note}" for note in sorted(set(filled.notes)))])


def _path(lesson: str, to: ExportTarget, into: Path | None, out: Path | None) -> Path:
    """Return the file to write, which must not be the file from the LMS.

    Raises
    ------
    CommandError
        If it is.
    """
    path = out or Path("exports") / f"{lesson}.{to}{into.suffix if into else '.csv'}"
    if into and path.exists() and path.samefile(into):
        raise CommandError(f"{path} is the file from the LMS. Name another one with --out.")
    return path


def _print(
    path: Path, to: ExportTarget, order: ExportRequest, filled: FilledTable, *, as_json: bool
) -> None:
    without = sorted(set(order.roster.people) - set(filled.given))
    if as_json:
        print_json(
            {
                "command": "export",
                "lesson": order.marks.lesson,
                "to": to,
                "file": str(path),
                "out_of": order.most,
                "marks": filled.given,
                "without": without,
                "notes": as_data(filled.notes),
                "exit": int(exit_code(filled.notes)),
            }
        )
        return
    print_diagnostics(filled.notes)
    if without:
        terminal.say(f"No mark for {len(without)}, left unchanged: {few(without)}.")
    terminal.say(
        f"{path}: {counted(len(filled.given), 'mark')} for {order.marks.lesson}, "
        f"out of {order.most:g}; {count_needing_a_look(filled.notes)}. Next: {NEXT[to]}"
    )
