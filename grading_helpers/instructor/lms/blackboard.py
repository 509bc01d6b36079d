"""Blackboard's gradebook: the file that Blackboard gives for work offline, cut to one column.

What its importer goes by (Blackboard's help): a student is found by Username, a column by the
number behind the bar in its heading; a column without one becomes a new text column worth 0
points; a comma file has quotes around each cell, a tab file needs none. Hence headings are kept
to the letter, as are the file's bytes for letters, its separators and its quotes.
"""

from __future__ import annotations

import re

from grading_helpers.instructor.lms.columns import check_most, choose_column
from grading_helpers.instructor.lms.filling import Filled, Order, Place, fill
from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.lms.tables import Table

WITH_NUMBER = re.compile(r".*\|\s*\d+")
TOTAL = re.compile(r"\[[^\]]*?(\d+(?:[.,]\d+)?)[^\]]*\]\s*\|\s*\d+$")
ABOUT_STUDENTS = ("Last Name", "First Name", "Username", "Student ID")


def fill_blackboard(table: Table, order: Order) -> Filled:
    """Return Blackboard's own file with the students' columns and that of the lesson.

    Raises
    ------
    ImpossibleError
        If it is no gradebook of Blackboard, or its column of the lesson cannot be told.
    """
    username = table.column("Username")
    candidates = [at for at, name in enumerate(table.heading) if WITH_NUMBER.fullmatch(name)]
    if username is None or not candidates:
        raise ImpossibleError(
            f"{table.name} is no gradebook of Blackboard (a heading Username, and columns with a "
            "number behind a bar): choose Work Offline, Download."
        )
    column = choose_column(table, candidates, order, '--column "Lesson 3"')
    if total := TOTAL.search(table.heading[column]):
        check_most(table, total[1], order)
    students = [at for name in ABOUT_STUDENTS if (at := table.column(name)) is not None]
    kept = table.only([*sorted(students), column])
    keys = frozenset(at for name in ABOUT_STUDENTS[2:] if (at := kept.column(name)) is not None)
    return fill(kept, Place(len(students), any, lambda row: "", keys), order)
