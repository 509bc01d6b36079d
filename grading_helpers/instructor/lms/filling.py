"""Marks written into the column of a table that an LMS gave, and into nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from grading_helpers.instructor.lms.class_list import clues_of
from grading_helpers.instructor.lms.marks import LessonMarks, written
from grading_helpers.instructor.lms.notes import Note
from grading_helpers.instructor.lms.roster import Clues, Roster
from grading_helpers.instructor.lms.tables import Table, defused

ALMOST = 0.005


@dataclass(frozen=True)
class Order:
    """What is to be exported.

    Attributes
    ----------
    marks : LessonMarks
        The marks; who is not in there has handed in nothing.
    roster : Roster
        Whose they are.
    column : str
        The heading of the column to fill, if the instructor named it.
    out_of : float
        How many points of the LMS the lesson is worth.
    """

    marks: LessonMarks
    roster: Roster
    column: str = ""
    out_of: float = 0.0

    @property
    def most(self) -> float:
        """The most points that the LMS can see."""
        return self.out_of or self.marks.most

    @property
    def scale(self) -> float:
        """By what each mark is multiplied."""
        return self.most / self.marks.most if self.marks.most else 1.0

    def points(self, student: str) -> str:
        """Return a student's mark as it is written, empty if there is none."""
        mark = self.marks.marks.get(student)
        return written(mark.points, self.scale) if mark else ""


@dataclass
class Filled:
    """A table with marks, who of the class got one, and what is worth saying."""

    table: Table
    given: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where in a table the marks go.

    Attributes
    ----------
    column : int
        The column to fill.
    is_student : callable
        Says whether a row is about a student.
    refusal : callable
        Says why a cell may not be changed, or nothing.
    read : frozenset of int
        The columns that the importer reads; other text is made harmless for spreadsheets.
    """

    column: int
    is_student: Callable[[tuple[str, ...]], bool]
    refusal: Callable[[tuple[str, ...]], str]
    read: frozenset[int]


def fill(table: Table, place: Place, order: Order) -> Filled:
    """Write the marks into the rows of their students.

    A row whose student has no mark keeps what stands in it: an empty cell stays empty and is
    never 0, and a mark that the LMS has already is not taken away.
    """
    return _Filler(place, order, Filled(table)).fill()


@dataclass(frozen=True)
class _Filler:
    """Fills one table."""

    place: Place
    order: Order
    filled: Filled

    def fill(self) -> Filled:
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

    def _say(self, about: str, what: str, *, look: bool = True) -> None:
        self.filled.notes.append(Note(about, what, self.filled.table.name, look))

    def _owners(self) -> dict[int, str]:
        """Return whose each row is; rows of nobody and of two are named."""
        rows_of: dict[str, list[int]] = {}
        for number, row in enumerate(self.filled.table.rows):
            if not self.place.is_student(row):
                continue
            student, why = self.order.roster.find(_clues(self.filled.table, row))
            if student:
                rows_of.setdefault(student, []).append(number)
            else:
                label = " ".join(cell for cell in row[:2] if cell)
                self._say(label, f"{why}; left as it is", look=False)
        for student, numbers in rows_of.items():
            if len(numbers) > 1:
                self._say(student, "several rows are this student; none was filled")
        return {numbers[0]: student for student, numbers in rows_of.items() if len(numbers) == 1}

    def _cell(self, row: tuple[str, ...], student: str) -> str:
        cell, points = row[self.place.column], self.order.points(student)
        there = cell.strip()
        if not points:
            if there:
                what = f"has {there!r} in the LMS and no mark here; left as it is"
                self._say(student, what, look=False)
            return cell
        if why := self.place.refusal(row):
            self._say(student, f"{why}; {points} was not written")
            return cell
        if there and not _same(there, points):
            self._say(student, f"{there} in the LMS becomes {points}", look=False)
        if float(points) > self.order.most + ALMOST:
            what = f"{points} is more than {self.order.most:g}: the LMS may pass over it"
            self._say(student, what)
        self.filled.given[student] = points
        return points

    def _harmless(self, cells: list[str]) -> tuple[str, ...]:
        read = {*self.place.read, self.place.column}
        return tuple(cell if at in read else defused(cell) for at, cell in enumerate(cells))

    def _name_those_without_a_row(self, with_a_row: set[str]) -> None:
        named = {note.about for note in self.filled.notes}
        for student in sorted(set(self.order.marks.marks) - with_a_row - named):
            self._say(student, f"has {self.order.points(student)} points and no row in the table")


def _clues(table: Table, row: tuple[str, ...]) -> Clues:
    clues = clues_of(table, row)
    whole = " ".join(value for kind in ("given", "family") for value in clues.pop(kind, ()))
    return {**clues, "name": (*clues.get("name", ()), whole)}


def _same(there: str, points: str) -> bool:
    try:
        return abs(float(there.replace(",", ".")) - float(points)) < ALMOST
    except ValueError:
        return False
