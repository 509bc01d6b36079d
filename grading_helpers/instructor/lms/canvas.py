"""Canvas's gradebook: the file that Canvas exports, cut down to one column of marks.

What its importer goes by (gradebook_importer.rb): the first heading contains "Student", the second
"ID", the last one about the student "Section"; an assignment is found by the number in brackets
behind its title, else by the title, else a new one is offered; a student by ID, then SIS user id,
SIS login id, name; a cell "EX" excuses, an empty one takes a mark away; columns that are not there
are left alone. Hence only the column of the lesson is written, and rows without a mark keep
what Canvas has.
"""

from __future__ import annotations

import re

from grading_helpers.instructor.lms.columns import check_most, choose_column
from grading_helpers.instructor.lms.filling import Filled, Order, Place, fill
from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.lms.tables import Table

WITH_NUMBER = re.compile(r".*\s\(\d+\)")
READ_ONLY = "read only"


def fill_canvas(table: Table, order: Order) -> Filled:
    """Return Canvas's own file with the students' columns and that of the lesson.

    Raises
    ------
    ImpossibleError
        If it is no gradebook of Canvas, or its column of the lesson cannot be told.
    """
    section = table.column("Section")
    if not _is_gradebook(table) or section is None:
        raise ImpossibleError(
            f"{table.name} is no gradebook of Canvas (headings Student, ID, …, Section): in "
            "Gradebook, choose Export, Export Entire Gradebook."
        )
    most = next((row for row in table.rows if "Points Possible" in row[0]), None)
    candidates = [
        at
        for at in range(section + 1, len(table.heading))
        if WITH_NUMBER.fullmatch(table.heading[at]) and not (most and READ_ONLY in most[at])
    ]
    column = choose_column(table, candidates, order, '--column "Lesson 3 (4314282)"')
    if most:
        check_most(table, most[column], order)
    kept = table.only([*range(section + 1), column])
    keys = frozenset(range(section + 1)) - _names(kept)
    return fill(kept, Place(section + 1, _is_student, lambda row: _why_not(row[-1]), keys), order)


def _is_gradebook(table: Table) -> bool:
    first, second, *rest = table.heading
    named = "Student" in first and "ID" in second
    return named or ("LastName" in first and "FirstName" in second and "ID" in rest[:1])


def _names(table: Table) -> frozenset[int]:
    names = (table.column(name) for name in ("Student", "LastName", "FirstName"))
    return frozenset(at for at in names if at is not None)


def _is_student(row: tuple[str, ...]) -> bool:
    return "Points Possible" not in row[0] and any(row[:-1])


def _why_not(cell: str) -> str:
    if cell.strip().upper() == "EX":
        return "is excused in Canvas"
    return "does not have this assignment in Canvas" if cell.strip() == "N/A" else ""
