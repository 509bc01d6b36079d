"""Moodle: fill an assignment's grading worksheet, or make a file for the gradebook.

How the worksheet's importer works (mod/assign/feedback/offline): it reads the headings Identifier,
Grade and Last modified (grade), in the language of the site, and the number at the end of the
identifier. It skips a row whose grade is empty, out of range, locked, or changed in Moodle since.
Of the other columns it reads only those for feedback. So all columns are kept unchanged, and the
grades are added.

How the gradebook's importer works (grade/import/csv): the instructor maps the columns in a form.
Each row must be one user, found by e-mail address, id number or user name, or the whole import
fails. An empty grade removes the existing one. So the file has only students with a mark. Moodle
ignores a byte-order mark, which Excel needs for accents.
"""

from __future__ import annotations

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic
from grading_helpers.instructor.lms.incoming.moodle_worksheet import columns_of
from grading_helpers.instructor.lms.outgoing.fill_table import (
    ExportRequest,
    FilledTable,
    TargetColumn,
    check_most,
    fill_column,
)
from grading_helpers.instructor.lms.roster import Person
from grading_helpers.instructor.tables.csv_tables import Table, TableFormat, defused

KEYS = {"email": "Email address", "id_number": "ID number"}


def fill_worksheet(table: Table, order: ExportRequest) -> FilledTable:
    """Return Moodle's own grading worksheet with the grades filled in.

    Raises
    ------
    CommandError
        If it is not a grading worksheet, or its grade column cannot be found.
    """
    columns = columns_of(table, order.column)
    grade, maximum, lock = columns.grade, columns.most, columns.lock
    if grade is None:
        raise CommandError(
            f"{table.name} has no column {order.column or 'Grade'!r}. It has: "
            f"{', '.join(table.heading)}. If your Moodle is not in English, name the grade column: "
            "--column NAME."
        )
    if not columns.is_english and (maximum is None or lock is None):
        what = "the maximum grade" if maximum is None else "whether a grade may be changed"
        raise CommandError(
            f"{table.name}: the column that says {what} was not found, so nothing was written. It "
            f"has: {', '.join(table.heading)}. Download the worksheet in English."
        )
    for most in {row[maximum] for row in table.rows} if maximum is not None else ():
        check_most(table, most, order)
    # Moodle also reads the identifiers and the feedback columns after the date: leave them alone.
    first = grade if columns.graded is None else columns.graded
    read = {columns.identifier, *range(first, len(table.heading))}
    return fill_column(
        table,
        TargetColumn(
            grade,
            any,
            lambda row: "is locked in Moodle" if columns.is_locked(row) else "",
            frozenset(read),
        ),
        order,
    )


def gradebook_table(order: ExportRequest) -> FilledTable:
    """Return a table for Moodle's gradebook with the students who have a mark.

    Raises
    ------
    CommandError
        If neither e-mail addresses nor ID numbers are known.
    """
    people = [
        order.roster.people[student]
        for student in sorted(order.marks.marks)
        if student in order.roster.people
    ]
    key = max(KEYS, key=lambda kind: sum(bool(person.first(kind)) for person in people))
    if people and not any(person.first(key) for person in people):
        raise CommandError(
            "Moodle finds students by e-mail address or ID number, and neither is known. Add them "
            "to the class list, in a column email or id_number (--roster)."
        )
    heading = ("First name", "Last name", KEYS[key], order.column or order.marks.lesson)
    filled = FilledTable(Table("moodle-gradebook", heading, (), TableFormat(quote_all=True)))
    rows = [_row(person, key, order, filled) for person in people if person.first(key)]
    filled.table = Table("moodle-gradebook", heading, tuple(rows), TableFormat(quote_all=True))
    for person in people:
        if not person.first(key):
            what = f"is not in the file, because the class list has no {KEYS[key]} for them"
            filled.notes.append(Diagnostic(person.student_id, what, "add it to the class list"))
    return filled


def _row(person: Person, key: str, order: ExportRequest, filled: FilledTable) -> tuple[str, ...]:
    identity, points = person.first(key), order.points(person.student_id)
    if defused(identity) != identity:
        what = f"{identity!r} looks like a formula"
        cure = "do not open the file in a spreadsheet"
        filled.notes.append(Diagnostic(person.student_id, what, cure))
    filled.given[person.student_id] = points
    return defused(person.given), defused(person.family), identity, points
