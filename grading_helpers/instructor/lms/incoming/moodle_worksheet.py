"""Moodle's grading worksheet: who each participant is, and when they handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic
from grading_helpers.instructor.lms.incoming.file_names import UploadName
from grading_helpers.instructor.lms.roster import Clues, clues_of, participant_number
from grading_helpers.instructor.tables.csv_tables import Table, read_table
from grading_helpers.instructor.tables.moments import read_dates

GRADE, MOST, LOCK = "Grade", "Maximum grade", "Grade can be changed"
SENT, GRADED = "Last modified (submission)", "Last modified (grade)"
NUMBER = re.compile(r"\d+([.,]\d+)?")
HAS_TIME = re.compile(r"\d{1,2}[:.h]\d{2}")
NOTHING = ("", "-")
# The kinds of clue that say who somebody is.
NAMING = frozenset({"name", "given", "family", "email", "username", "id_number"})
# "Yes" and "No" in the languages in which Moodle is used most.
YES = frozenset(
    [
        *("yes", "ja", "oui", "sí", "si", "sim", "tak", "da", "да", "ano", "áno", "igen", "evet"),
        *("ναι", "kyllä", "jah", "taip", "jā", "はい", "是", "예", "نعم"),
    ]
)
NO = frozenset(
    [
        *("no", "nein", "non", "nee", "não", "nie", "ne", "nu", "не", "нет", "ні", "nem", "hayır"),
        *("όχι", "nej", "nei", "ei", "いいえ", "否", "아니요", "لا"),
    ]
)


@dataclass(frozen=True)
class WorksheetColumns:
    """The columns of a worksheet, by their headings in English or else by what they hold.

    Moodle writes them in one order: about the student, grade, maximum, whether the grade may be
    changed, hand-in time, date of the grade. None if there is no such column.
    """

    identifier: int
    grade: int | None
    most: int | None
    lock: int | None
    sent: int | None
    graded: int | None
    is_english: bool

    def is_locked(self, row: tuple[str, ...]) -> bool:
        """Return whether the grade in a row may not be changed in Moodle."""
        return self.lock is not None and row[self.lock].strip().casefold() in NO


def columns_of(table: Table, grade: str = "") -> WorksheetColumns:
    """Return the columns of a worksheet in any language.

    Parameters
    ----------
    table : Table
        The worksheet.
    grade : str, optional
        The heading of the column with the grades.

    Raises
    ------
    CommandError
        If it is not a worksheet.
    """
    identifier = identifiers(table)
    at, most, lock, sent, graded = map(table.column, (grade or GRADE, MOST, LOCK, SENT, GRADED))
    if table.column(GRADE) is not None or sent is not None:
        return WorksheetColumns(identifier, at, most, lock, sent, graded, is_english=True)
    places = range(identifier + 1, len(table.heading))
    if lock is None:
        lock = _only(one for one in places if _all_in(table, one, YES | NO))
    before = range(identifier + 1, lock if lock is not None else len(table.heading))
    if most is None:
        most = _only(one for one in before if one != at and _is_maximum(table, one))
    if at is None and not grade and most is not None and _is_grade(table, most - 1, most):
        at = most - 1
    after = [] if lock is None else range(lock + 1, len(table.heading))
    sent = next((one for one in after if _may_be_dates(table, one)), None)
    graded = (
        None
        if sent is None
        else next((n for n in after if n > sent and _may_be_dates(table, n)), None)
    )
    return WorksheetColumns(identifier, at, most, lock, sent, graded, is_english=False)


def _only(places: Iterable[int]) -> int | None:
    found = list(places)
    return found[0] if len(found) == 1 else None


def _cells(table: Table, place: int) -> list[str]:
    return [row[place].strip() for row in table.rows]


def _all_in(table: Table, place: int, words: frozenset[str]) -> bool:
    return bool(table.rows) and all(cell.casefold() in words for cell in _cells(table, place))


def _is_maximum(table: Table, place: int) -> bool:
    cells = set(_cells(table, place))
    return len(cells) == 1 and NUMBER.fullmatch(next(iter(cells))) is not None


def _is_grade(table: Table, place: int, most: int) -> bool:
    given = [cell for cell in _cells(table, place) if cell not in NOTHING]
    highest = _number(_cells(table, most)[0])
    return all(NUMBER.fullmatch(cell) and _number(cell) <= highest for cell in given)


def _number(cell: str) -> float:
    return float(cell.replace(",", "."))


def _may_be_dates(table: Table, place: int) -> bool:
    """Return whether a column holds dates; one of them may be in a form that is not understood."""
    given = [cell for cell in _cells(table, place) if cell not in NOTHING]
    return bool(given) and all(map(HAS_TIME.search, given))


@dataclass(frozen=True)
class Worksheet:
    """What the worksheet says about each participant, by participant number.

    Attributes
    ----------
    clues, sent : dict
        Ids and names, and when each participant handed in.
    not_understood : dict
        The hand-in times that are there and could not be read.
    notes : tuple of Diagnostic
        How the file was read.
    cells : dict
        What else the rows say that students did not write, such as the group.
    is_blind : bool
        Whether Moodle hides the names from markers, so that there are only numbers.
    """

    clues: dict[str, Clues]
    sent: dict[str, datetime]
    not_understood: dict[str, str] = field(default_factory=dict)
    notes: tuple[Diagnostic, ...] = ()
    cells: dict[str, frozenset[str]] = field(default_factory=dict)
    is_blind: bool = False

    def add_to(self, upload: UploadName) -> UploadName:
        """Return the upload with the ids, names and time that the worksheet has for it."""
        clues = {**self.clues.get(upload.owner, {}), **upload.clues}
        return replace(upload, clues=clues, sent=self.sent.get(upload.owner, upload.sent))

    def blind_number(self, owner: str) -> str:
        """Return a participant's number if Moodle hides all names, else an empty text."""
        return owner if self.is_blind and owner in self.clues else ""

    def members_of(self, group: str) -> list[str]:
        """Return the participants whose rows name this group, whatever the column is called."""
        wanted = as_in_path(group)
        return [number for number, cells in self.cells.items() if wanted in cells]


def blind_id(number: str) -> str:
    """Return the student id of a participant whose name is hidden."""
    return f"participant-{number}"


def as_in_path(name: str) -> str:
    """Return a name as Moodle writes it into the names of files.

    Examples
    --------
    >>> as_in_path("Team_A: north/south")
    'Team A northsouth'
    """
    return re.sub(r"[\x00-\x1f&<>\"`|':\\/]", "", name.replace("_", " ")).strip()


def identifiers(table: Table) -> int:
    """Return the index of the identifier column, in any language.

    Raises
    ------
    CommandError
        If there is no such column.
    """
    named = table.column("Identifier")
    place = 0 if named is None else named
    if all(participant_number(row[place]) for row in table.rows):
        return place
    raise CommandError(
        f"{table.name} is not a Moodle grading worksheet: its first column has no "
        "identifiers such as 'Participant 657737'. In the assignment, choose Download grading "
        "worksheet."
    )


def read_worksheet(path: Path) -> Worksheet:
    """Read the grading worksheet that belongs to a download.

    Raises
    ------
    CommandError
        If the file is not a grading worksheet.
    """
    table = read_table(path)
    columns = columns_of(table)
    place, sent = columns.identifier, columns.sent
    numbers = [participant_number(row[place]) for row in table.rows]
    texts = [""] * len(numbers) if sent is None else _cells(table, sent)
    dates = dict(zip(numbers, read_dates(texts), strict=True))
    clues = {
        number: _clues(table, row, columns) for number, row in zip(numbers, table.rows, strict=True)
    }
    is_blind = not any(set(one) & NAMING for one in clues.values())
    groups = _may_name_groups(table, columns)
    return Worksheet(
        clues,
        {number: date for number, date in dates.items() if date},
        {
            number: text
            for number, text in zip(numbers, texts, strict=True)
            if text not in NOTHING and not dates[number]
        },
        table.notes,
        {
            number: frozenset(as_in_path(row[at]) for at in groups) - _names_in(clues[number])
            for number, row in zip(numbers, table.rows, strict=True)
        },
        is_blind,
    )


def _may_name_groups(table: Table, columns: WorksheetColumns) -> Iterable[int]:
    """Return the columns that may name a group; students write in none of them.

    Moodle writes the group before the grade; an online text, which may contain anything, after it.
    """
    if (named := table.column("Group")) is not None:
        return [named]
    after = (columns.grade, columns.most, columns.lock, columns.sent, columns.graded)
    end = min((one for one in after if one is not None), default=len(table.heading))
    return range(columns.identifier + 1, end)


def _names_in(clues: Clues) -> set[str]:
    """Return what students may have chosen themselves: their names."""
    kinds = ("name", "given", "family")
    return {"", "-"} | {as_in_path(value) for kind in kinds for value in clues.get(kind, ())}


def _clues(table: Table, row: tuple[str, ...], columns: WorksheetColumns) -> Clues:
    """Return the ids and names in a row; in any language the name follows the identifier."""
    clues = clues_of(table, row)
    clues["participant"] = (participant_number(row[columns.identifier]),)
    if not columns.is_english and "name" not in clues and not _repeats(table, columns):
        clues["name"] = (row[columns.identifier + 1].strip(),)
    return clues


def _repeats(table: Table, columns: WorksheetColumns) -> bool:
    """Return whether the column after the identifier is the same for many, as a status is."""
    place = columns.identifier + 1
    if place >= len(table.heading):
        return True
    cells = _cells(table, place)
    return 2 * len(set(cells)) <= len(cells)
