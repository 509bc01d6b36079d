"""Canvas: fill the gradebook that Canvas exports, reduced to one column of marks.

How its importer works (gradebook_importer.rb): the first heading contains "Student", the second
"ID", and "Section" is the last one about the student. It finds an assignment by the number in
brackets after its title, then by the title, and otherwise offers to create one. It finds a student
by ID, then SIS user id, SIS login id and name. "EX" excuses a student, an empty cell removes the
mark, and missing columns are left alone. So only the lesson's column is written, and a row without
a mark keeps what Canvas has.
"""

from __future__ import annotations

import re

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.lms.outgoing.fill_table import (
    ExportRequest,
    FilledTable,
    TargetColumn,
    check_most,
    choose_column,
    fill_column,
)
from grading_helpers.instructor.tables.csv_tables import Table

WITH_NUMBER = re.compile(r".*\s\(\d+\)")
READ_ONLY = "read only"


def fill_canvas(table: Table, order: ExportRequest) -> FilledTable:
    """Return Canvas's own table, with the columns about students and that of the lesson.

    Raises
    ------
    CommandError
        If it is not a Canvas gradebook, or the lesson's column cannot be found.
    """
    section = table.column("Section")
    if not _is_gradebook(table) or section is None:
        raise CommandError(
            f"{table.name} is not a Canvas gradebook (headings Student, ID, …, Section). In "
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
    return fill_column(
        kept, TargetColumn(section + 1, _is_student, lambda row: _why_not(row[-1]), keys), order
    )


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
