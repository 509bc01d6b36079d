"""Moodle's two ways in: the grading worksheet of an assignment, and the gradebook.

What the worksheet's importer goes by (mod/assign/feedback/offline): the headings Identifier, Grade
and Last modified (grade), in the language of the site; the number at the end of the identifier;
a row is passed over if its grade is empty, out of range, locked, or changed in Moodle since. Other
columns are not read, save those for feedback. Hence the file is given back column by column as it
came, with the grades in it.

What the gradebook's importer goes by (grade/import/csv): columns are mapped in a form; each row
must be one user, found by e-mail address, id number or user name, or the whole import is given up;
an empty grade takes away the one that is there. Hence only students with a mark are in the
file. A byte-order mark, which Excel needs for accents, is dropped by Moodle.
"""

from __future__ import annotations

from grading_helpers.instructor.lms.columns import check_most
from grading_helpers.instructor.lms.filling import Filled, Order, Place, fill
from grading_helpers.instructor.lms.notes import ImpossibleError, Note
from grading_helpers.instructor.lms.roster import Person
from grading_helpers.instructor.lms.tables import Form, Table, defused
from grading_helpers.instructor.lms.worksheet import identifiers

GRADED = "Last modified (grade)"
LOCKED = ("Grade can be changed", "No")
KEYS = {"email": "Email address", "id_number": "ID number"}


def fill_worksheet(table: Table, order: Order) -> Filled:
    """Return the worksheet that Moodle gave, with the grades in it.

    Raises
    ------
    ImpossibleError
        If it is no worksheet, or its column of grades cannot be told.
    """
    identifier = identifiers(table)
    grade = table.column(order.column or "Grade")
    if grade is None:
        raise ImpossibleError(
            f"{table.name} has no column {order.column or 'Grade'!r}. It has: "
            f"{', '.join(table.heading)}. Name the one for grades in Moodle's language: --column."
        )
    maximum = table.column("Maximum grade")
    for most in {row[maximum] for row in table.rows} if maximum is not None else ():
        check_most(table, most, order)
    graded = table.column(GRADED)
    # What Moodle reads is left as it is: the keys, and the columns for feedback behind the date.
    read = {identifier, *range(grade if graded is None else graded, len(table.heading))}
    return fill(table, Place(grade, any, lambda row: _locked(table, row), frozenset(read)), order)


def _locked(table: Table, row: tuple[str, ...]) -> str:
    at = table.column(LOCKED[0])
    return "is locked in Moodle" if at is not None and row[at].strip() == LOCKED[1] else ""


def gradebook_table(order: Order) -> Filled:
    """Return a table for Moodle's gradebook, with those who have a mark.

    Raises
    ------
    ImpossibleError
        If neither e-mail addresses nor id numbers are known.
    """
    people = [
        order.roster.people[student]
        for student in sorted(order.marks.marks)
        if student in order.roster.people
    ]
    key = max(KEYS, key=lambda kind: sum(bool(person.first(kind)) for person in people))
    if not any(person.first(key) for person in people):
        raise ImpossibleError(
            "Moodle finds students by e-mail address or ID number, and neither is known: put them "
            "into the class list, in columns email or id_number (--roster)."
        )
    heading = ("First name", "Last name", KEYS[key], order.column or order.marks.lesson)
    filled = Filled(Table("moodle-gradebook", heading, (), Form(quote_all=True)))
    rows = [_row(person, key, order, filled) for person in people if person.first(key)]
    filled.table = Table("moodle-gradebook", heading, tuple(rows), Form(quote_all=True))
    for person in people:
        if not person.first(key):
            what = f"has no {KEYS[key]} in the class list and was left out"
            filled.notes.append(Note(person.student_id, what))
    return filled


def _row(person: Person, key: str, order: Order, filled: Filled) -> tuple[str, ...]:
    identity, points = person.first(key), order.points(person.student_id)
    if defused(identity) != identity:
        what = f"{identity!r} is a key that begins like a formula: open no spreadsheet"
        filled.notes.append(Note(person.student_id, what))
    filled.given[person.student_id] = points
    return defused(person.given), defused(person.family), identity, points
