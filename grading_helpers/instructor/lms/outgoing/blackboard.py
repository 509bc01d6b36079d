"""Blackboard: fill the file for working offline, reduced to one column of marks.

How its importer works (Blackboard's help): it finds a student by Username and a column by the
number after the bar in its heading; a column without one becomes a new text column worth 0
points. Files with commas have quotes around each cell, files with tabs need none. So headings,
encoding, delimiters and quotes are not changed.
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

WITH_NUMBER = re.compile(r".*\|\s*\d+")
TOTAL = re.compile(r"\[[^\]]*?(\d+(?:[.,]\d+)?)[^\]]*\]\s*\|\s*\d+$")
ABOUT_STUDENTS = ("Last Name", "First Name", "Username", "Student ID")


def fill_blackboard(table: Table, order: ExportRequest) -> FilledTable:
    """Return Blackboard's own table, with the columns about students and that of the lesson.

    Raises
    ------
    CommandError
        If it is not a Blackboard gradebook, or the lesson's column cannot be found.
    """
    username = table.column("Username")
    candidates = [at for at, name in enumerate(table.heading) if WITH_NUMBER.fullmatch(name)]
    if username is None or not candidates:
        raise CommandError(
            f"{table.name} is not a Blackboard gradebook (a heading Username, and columns with a "
            "number after a bar). Choose Work Offline, Download."
        )
    column = choose_column(table, candidates, order, '--column "Lesson 3"')
    if total := TOTAL.search(table.heading[column]):
        check_most(table, total[1], order)
    students = [at for name in ABOUT_STUDENTS if (at := table.column(name)) is not None]
    kept = table.only([*sorted(students), column])
    keys = frozenset(at for name in ABOUT_STUDENTS[2:] if (at := kept.column(name)) is not None)
    return fill_column(kept, TargetColumn(len(students), any, lambda row: "", keys), order)
