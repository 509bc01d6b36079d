"""Class lists: a table of one's own, or one that an LMS exports, read into a roster."""

from __future__ import annotations

import re
from pathlib import Path

from grading_helpers.instructor.lms.class_folder import ClassFolder
from grading_helpers.instructor.lms.notes import ImpossibleError, Note
from grading_helpers.instructor.lms.roster import STUDENT_ID, Person, Roster
from grading_helpers.instructor.lms.tables import Table, plain, read_table

# What a column of a class list tells; a file of an LMS is a class list too.
COLUMNS = {
    "lmsuserid": "number",
    "canvasid": "number",
    "id": "number",
    "identifier": "participant",
    "participant": "participant",
    "username": "username",
    "login": "username",
    "sisloginid": "username",
    "studentid": "id_number",
    "idnumber": "id_number",
    "sisuserid": "id_number",
    "email": "email",
    "emailaddress": "email",
    "name": "name",
    "fullname": "name",
    "student": "name",
    "firstname": "given",
    "lastname": "family",
    "surname": "family",
}
ID_COLUMNS = ("SIS Login ID", "Username", "ID number", "Email address", "email")
NO_STUDENTS = ("Points Possible", "Manual Posting", "Student, Test")


def class_list(home: ClassFolder, roster: Path | None = None, id_column: str = "") -> Roster | None:
    """Return the class list that is asked for, or the one of the course folder if it has one."""
    if roster is None and not home.roster.is_file():
        return None
    return read_roster(roster or home.roster, id_column)


def read_roster(path: Path, id_column: str = "") -> Roster:
    """Read a class list: a table of one's own, or one that an LMS exports.

    Parameters
    ----------
    path : Path
        A CSV file. Student ids stand in `id_column`, else in ``student_id``, ``id`` (as
        ``nbgrader db student import`` takes them), or a login, number or e-mail address of an LMS.
    id_column : str, optional
        The heading above the student ids.

    Raises
    ------
    ImpossibleError
        If there is no such column, or nobody in it.
    """
    table = read_table(path)
    place = _id_place(table, id_column)
    people, notes, rows = [], [], dict[str, int]()
    for number, row in enumerate(table.rows, start=2):
        student_id = row[place].strip()
        if any(sign in cell for cell in row for sign in NO_STUDENTS):
            continue
        if first := rows.get(student_id):
            what = f"row {number}: {student_id} stands in row {first} already, whose name counts"
            notes.append(Note(path.name, what))
        if STUDENT_ID.fullmatch(student_id):
            rows.setdefault(student_id, number)
            people.append(person_of(table, row, student_id, place))
        else:
            what = f"row {number}: {student_id!r} is no student id (letters, digits, . @ + - _)"
            notes.append(Note(path.name, what))
    if not people:
        raise ImpossibleError(f"{path} names no student in its column {table.heading[place]!r}.")
    return Roster(people, notes)


def _id_place(table: Table, id_column: str) -> int:
    for name in (id_column,) if id_column else ("student_id", "id"):
        if name in table.heading:
            return table.heading.index(name)
    place = (
        None
        if id_column
        else next((at for name in ID_COLUMNS if (at := table.column(name)) is not None), None)
    )
    if place is None:
        raise ImpossibleError(
            f"{table.name} has no column {id_column or 'student_id'!r}. It has: "
            f"{', '.join(table.heading)}. Name the one with the student ids: --id-column NAME."
        )
    return place


def person_of(table: Table, row: tuple[str, ...], student_id: str, id_place: int = -1) -> Person:
    """Return the person that a row of a class list describes.

    Parameters
    ----------
    table : Table
        The class list, whose heading names the kinds of clues.
    row : tuple of str
        As long as the heading.
    student_id : str
        The person's id in the gradebook.
    id_place : int, optional
        The column that holds it, from 0; none by default.
    """
    clues = clues_of(table, row, id_place)
    given, family = (next(iter(clues.pop(kind, ())), "") for kind in ("given", "family"))
    return Person(student_id, given, family, clues)


def clues_of(table: Table, row: tuple[str, ...], id_place: int = -1) -> dict[str, tuple[str, ...]]:
    """Return what the cells of a row tell about a person, by kind.

    Parameters
    ----------
    table : Table
        Whose heading names the kinds of clues.
    row : tuple of str
        As long as the heading.
    id_place : int, optional
        The column of student ids, from 0, which is no clue; none by default.
    """
    clues: dict[str, tuple[str, ...]] = {}
    for place, (heading, cell) in enumerate(zip(table.heading, row, strict=True)):
        kind = COLUMNS.get(plain(heading))
        if kind is None or not cell.strip() or (place == id_place and heading == "id"):
            continue
        value = participant_number(cell) if kind == "participant" else cell.strip()
        clues[kind] = (*clues.get(kind, ()), value)
    return clues


def participant_number(identifier: str) -> str:
    """Return the number in Moodle's identifier of a participant, in any language.

    Examples
    --------
    >>> participant_number("Participant 657737"), participant_number("Teilnehmer/in657737")
    ('657737', '657737')
    """
    found = re.search(r"\d+\s*$", identifier)
    return found.group().strip() if found else ""
