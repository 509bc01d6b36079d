"""The command ``course export``: marks go back to the LMS, in the file that it gave."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from grading_helpers.instructor import printing
from grading_helpers.instructor.endings import print_json
from grading_helpers.instructor.files import write_in_one_step
from grading_helpers.instructor.lms.blackboard import fill_blackboard
from grading_helpers.instructor.lms.canvas import fill_canvas
from grading_helpers.instructor.lms.class_folder import find_class_folder
from grading_helpers.instructor.lms.class_list import class_list
from grading_helpers.instructor.lms.collect_command import (
    IdColumn,
    JsonOption,
    LessonName,
    ListOption,
)
from grading_helpers.instructor.lms.filling import Filled, Order
from grading_helpers.instructor.lms.marks import read_marks
from grading_helpers.instructor.lms.moodle import fill_worksheet, gradebook_table
from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.lms.readiness import Unmarked, ready
from grading_helpers.instructor.lms.saying import (
    in_words,
    looks,
    notes_as_data,
    outcome,
    print_notes,
)
from grading_helpers.instructor.lms.tables import Table, read_table


class Target(StrEnum):
    """Where the marks go."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    MOODLE_GRADEBOOK = "moodle-gradebook"
    BLACKBOARD = "blackboard"


FILLERS: dict[Target, Callable[[Table, Order], Filled]] = {
    Target.CANVAS: fill_canvas,
    Target.MOODLE: fill_worksheet,
    Target.BLACKBOARD: fill_blackboard,
}
DOWNLOADS = {
    Target.CANVAS: "the gradebook that Canvas exports (Gradebook, Export)",
    Target.MOODLE: "the worksheet of the assignment (Download grading worksheet)",
    Target.BLACKBOARD: "the gradebook of Blackboard (Work Offline, Download)",
}
NEXT = {
    Target.CANVAS: "in Canvas, Gradebook, Import",
    Target.MOODLE: "in the Moodle assignment, Upload grading worksheet",
    Target.MOODLE_GRADEBOOK: "in Moodle, Grades, Import, CSV file; map the last column by hand",
    Target.BLACKBOARD: "in Blackboard, Work Offline, Upload",
}

TargetOption = Annotated[Target, typer.Option("--to", help="Where the marks go.")]
IntoOption = Annotated[
    Path | None, typer.Option("--into", help="The file that the LMS gave, to be filled.")
]
OutOption = Annotated[
    Path | None, typer.Option("--out", help="Where the file goes, else into exports/.")
]
ColumnOption = Annotated[str, typer.Option("--column", help="The column for the marks.")]
PointsOption = Annotated[
    float, typer.Option("--out-of", min=0, help="Convert the marks to so many points.")
]
UnmarkedOption = Annotated[
    Unmarked,
    typer.Option(
        "--unmarked",
        help="If written answers are unmarked: write nothing, leave those students empty, or "
        "count what is marked.",
    ),
]


def export_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: LessonName,
    to: TargetOption,
    into: IntoOption = None,
    out: OutOption = None,
    column: ColumnOption = "",
    out_of: PointsOption = 0.0,
    unmarked: UnmarkedOption = Unmarked.REFUSE,
    roster: ListOption = None,
    id_column: IdColumn = "",
    as_json: JsonOption = False,
) -> None:
    """Write the marks of a lesson into a file that Canvas, Moodle or Blackboard imports."""
    with in_words(as_json=as_json):
        table = _given(to, into)
        home = find_class_folder(lesson)
        marks, notes = ready(read_marks(home, lesson), unmarked, home)
        people = marks.roster(class_list(home, roster, id_column))
        order = Order(marks, people, column, out_of)
        filled = gradebook_table(order) if table is None else FILLERS[to](table, order)
        filled.notes += [*notes, *people.notes]
        if not filled.given:
            raise ImpossibleError(
                _nobody(lesson, filled), marks={}, notes=notes_as_data(filled.notes)
            )
        path = _path(lesson, to, into, out)
        write_in_one_step(path, filled.table.content())
    _print(path, to, order, filled, as_json=as_json)
    raise typer.Exit(outcome(filled.notes))


def _given(to: Target, into: Path | None) -> Table | None:
    """Return the table to be filled; Moodle's gradebook needs none."""
    if to is Target.MOODLE_GRADEBOOK:
        if into:
            raise ImpossibleError("--to moodle-gradebook fills no file: leave --into away.")
        return None
    if into is None:
        raise ImpossibleError(f"--to {to} fills a file of the LMS: --into FILE, {DOWNLOADS[to]}.")
    return read_table(into)


def _nobody(lesson: str, filled: Filled) -> str:
    lines = [f"Nothing was written: there is no mark of {lesson} for anybody in this file."]
    return "\n".join([*lines, *(f"  {note}" for note in sorted(set(filled.notes)))])


def _path(lesson: str, to: Target, into: Path | None, out: Path | None) -> Path:
    """Return where the file goes; the one that the LMS gave is never written over.

    Raises
    ------
    ImpossibleError
        If it would be.
    """
    path = out or Path("exports") / f"{lesson}.{to}{into.suffix if into else '.csv'}"
    if into and path.exists() and path.samefile(into):
        raise ImpossibleError(f"{path} is the file that the LMS gave: name another with --out.")
    return path


def _print(path: Path, to: Target, order: Order, filled: Filled, *, as_json: bool) -> None:
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
                "notes": notes_as_data(filled.notes),
                "exit": int(outcome(filled.notes)),
            }
        )
        return
    print_notes(filled.notes)
    if without:
        printing.say(f"No mark for {len(without)}, left as they were: {printing.few(without)}.")
    printing.say(
        f"{path}: {len(filled.given)} marks of {order.marks.lesson}, out of {order.most:g}; "
        f"{looks(filled.notes)}. Next: {NEXT[to]}"
    )
