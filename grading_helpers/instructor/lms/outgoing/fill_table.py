"""Fill one column of an LMS table with marks; a module for each LMS chooses the column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic
from grading_helpers.instructor.gradebook.marks import LessonMarks, written
from grading_helpers.instructor.lms.roster import Clues, Roster, clues_of
from grading_helpers.instructor.tables.csv_tables import Table, defused, heading_key

ALMOST = 0.005
# How an LMS shows that there is no mark.
NO_MARK = {"-", "–", "—"}


@dataclass(frozen=True)
class ExportRequest:
    """What to export.

    Attributes
    ----------
    marks : LessonMarks
        The marks of all who handed in.
    roster : Roster
        The class.
    column : str
        The heading of the column to fill, if the instructor named one.
    out_of : float
        How many points the lesson is worth in the LMS; 0 for as many as in the course.
    """

    marks: LessonMarks
    roster: Roster
    column: str = ""
    out_of: float = 0.0

    @property
    def most(self) -> float:
        """The maximum number of points after conversion."""
        return self.out_of or self.marks.most

    @property
    def scale(self) -> float:
        """The factor by which each mark is multiplied."""
        return self.most / self.marks.most if self.marks.most else 1.0

    def points(self, student: str) -> str:
        """Return a student's mark as text; empty if there is none."""
        mark = self.marks.marks.get(student)
        return written(mark.points, self.scale) if mark else ""


@dataclass
class FilledTable:
    """A table with marks, the marks written by student, and messages."""

    table: Table
    given: dict[str, str] = field(default_factory=dict)
    notes: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True)
class TargetColumn:
    """The column of a table that the marks go into.

    Attributes
    ----------
    column : int
        The index of the column to fill.
    is_student : callable
        Says whether a row is about a student.
    refusal : callable
        Returns why the cell in a row must not be changed, or an empty string.
    read : frozenset of int
        The columns that the importer reads, which are not changed. In all others, text that a
        spreadsheet would run as a formula is made harmless.
    """

    column: int
    is_student: Callable[[tuple[str, ...]], bool]
    refusal: Callable[[tuple[str, ...]], str]
    read: frozenset[int]


def fill_column(table: Table, place: TargetColumn, order: ExportRequest) -> FilledTable:
    """Write each mark into the row of its student.

    The row of a student without a mark is unchanged: an empty cell stays empty and never becomes
    0, and an existing mark is kept.
    """
    return _Filler(place, order, FilledTable(table)).fill()


@dataclass(frozen=True)
class _Filler:
    """Fills one table."""

    place: TargetColumn
    order: ExportRequest
    filled: FilledTable

    def fill(self) -> FilledTable:
        """Return the table with the marks."""
        table, owners = self.filled.table, self._owners()
        rows = []
        for number, row in enumerate(table.rows):
            cells = list(row)
            if student := owners.get(number):
                cells[self.place.column] = self._cell(row, student)
            rows.append(self._harmless(cells) if self.place.is_student(row) else row)
        self.filled.table = replace(table, rows=tuple(rows))
        self._name_those_without_a_row(set(owners.values()))
        return self.filled

    def _say(self, subject: str, what: str, *, needs_action: bool = True) -> None:
        self.filled.notes.append(
            Diagnostic(subject, what, file=Path(self.filled.table.name), needs_action=needs_action)
        )

    def _owners(self) -> dict[int, str]:
        """Return the student of each row; report rows without one, and students with several."""
        rows_of: dict[str, list[int]] = {}
        for number, row in enumerate(self.filled.table.rows):
            if not self.place.is_student(row):
                continue
            student, why = self.order.roster.find(_clues(self.filled.table, row))
            if student:
                rows_of.setdefault(student, []).append(number)
            else:
                label = " ".join(cell for cell in row[:2] if cell)
                self._say(label, f"{why}; row unchanged", needs_action=False)
        for student, numbers in rows_of.items():
            if len(numbers) > 1:
                self._say(student, "appears in several rows, so none was filled")
        return {numbers[0]: student for student, numbers in rows_of.items() if len(numbers) == 1}

    def _cell(self, row: tuple[str, ...], student: str) -> str:
        cell, points = row[self.place.column], self.order.points(student)
        there = "" if cell.strip() in NO_MARK else cell.strip()
        if not points:
            if there:
                what = f"has {there!r} in the LMS, which was kept, but no mark in the gradebook"
                self._say(student, what, needs_action=False)
            return cell
        if why := self.place.refusal(row):
            self._say(student, f"{why}, so {points} was not written")
            return cell
        if there and not _same(there, points):
            self._say(student, f"replaces {there} in the LMS with {points}", needs_action=False)
        if float(points) > self.order.most + ALMOST:
            what = f"{points} is more than {self.order.most:g}, so the LMS may ignore it"
            self._say(student, what)
        self.filled.given[student] = points
        return points

    def _harmless(self, cells: list[str]) -> tuple[str, ...]:
        read = {*self.place.read, self.place.column}
        return tuple(cell if at in read else defused(cell) for at, cell in enumerate(cells))

    def _name_those_without_a_row(self, with_a_row: set[str]) -> None:
        named = {note.subject for note in self.filled.notes}
        for student in sorted(set(self.order.marks.marks) - with_a_row - named):
            self._say(student, f"has {self.order.points(student)} points but no row in the table")


def _clues(table: Table, row: tuple[str, ...]) -> Clues:
    clues = clues_of(table, row)
    whole = " ".join(value for kind in ("given", "family") for value in clues.pop(kind, ()))
    return {**clues, "name": (*clues.get("name", ()), whole)}


def _same(there: str, points: str) -> bool:
    try:
        return abs(float(there.replace(",", ".")) - float(points)) < ALMOST
    except ValueError:
        return False


def choose_column(
    table: Table, candidates: Iterable[int], order: ExportRequest, option: str
) -> int:
    """Return the index of the column that the instructor named, or of the lesson's own.

    Raises
    ------
    CommandError
        If there is no such column, or more than one; the message lists the columns.
    """
    places = list(candidates)
    if order.column:
        found = [at for at in places if order.column.strip() == table.heading[at]]
        found = found or [
            at for at in places if heading_key(order.column) in heading_key(table.heading[at])
        ]
    else:
        found = [
            at for at in places if heading_key(order.marks.lesson) in heading_key(table.heading[at])
        ]
    if len(found) != 1:
        headings = "; ".join(table.heading[at] for at in places) or "none"
        how_many = "several columns are" if found else "no column is"
        raise CommandError(
            f"{table.name}: {how_many} called {order.column or order.marks.lesson!r}. Columns for "
            f"marks: {headings}. Name one with {option}."
        )
    return found[0]


def check_most(table: Table, most: str, order: ExportRequest) -> None:
    """Compare the maximum number of points in the LMS with that of the lesson.

    Raises
    ------
    CommandError
        If they differ, because 18 of 20 must not become 18 of 100.
    """
    try:
        theirs = float(most.replace(",", "."))
    except ValueError:
        return
    if abs(theirs - order.most) > ALMOST:
        raise CommandError(
            f"{table.name} is out of {theirs:g} points, but the marks are out of {order.most:g}. "
            f"Convert them with --out-of {theirs:g}, or change the points in the LMS."
        )
