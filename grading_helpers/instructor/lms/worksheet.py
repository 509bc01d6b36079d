"""Moodle's grading worksheet as a key: which participant is who, and when they handed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from grading_helpers.instructor.lms.class_list import clues_of, participant_number
from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.lms.roster import Clues
from grading_helpers.instructor.lms.tables import Table, read_table
from grading_helpers.instructor.lms.uploads import Upload

SENT = "Last modified (submission)"
# Moodle's long date in English, with a clock of twelve or of twenty-four hours.
DATES = ("%A, %d %B %Y, %I:%M %p", "%A, %d %B %Y, %H:%M", "%A, %B %d, %Y, %I:%M %p")


@dataclass(frozen=True)
class Worksheet:
    """What the worksheet tells of each participant, by their number."""

    clues: dict[str, Clues]
    sent: dict[str, datetime]

    def add_to(self, upload: Upload) -> Upload:
        """Return the upload with what the worksheet knows of its participant."""
        clues = {**self.clues.get(upload.owner, {}), **upload.clues}
        return replace(upload, clues=clues, sent=self.sent.get(upload.owner, upload.sent))


def identifiers(table: Table) -> int:
    """Return the column of the identifiers, whatever the language of the heading.

    Raises
    ------
    ImpossibleError
        If there is none.
    """
    named = table.column("Identifier")
    place = 0 if named is None else named
    if all(participant_number(row[place]) for row in table.rows):
        return place
    raise ImpossibleError(
        f"{table.name} is no grading worksheet of Moodle: its first column does not hold "
        "identifiers such as 'Participant 657737'. In the assignment, choose Download grading "
        "worksheet."
    )


def read_worksheet(path: Path) -> Worksheet:
    """Read the worksheet that belongs to a download.

    Raises
    ------
    ImpossibleError
        If it is none.
    """
    table = read_table(path)
    place, sent = identifiers(table), table.column(SENT)
    numbers = [participant_number(row[place]) for row in table.rows]
    dates = [moodle_date(row[sent]) if sent is not None else None for row in table.rows]
    return Worksheet(
        {number: clues_of(table, row) for number, row in zip(numbers, table.rows, strict=True)},
        {number: date for number, date in zip(numbers, dates, strict=True) if date},
    )


def moodle_date(text: str) -> datetime | None:
    """Return a date as an English Moodle writes it, or None.

    Examples
    --------
    >>> moodle_date("Sunday, 22 November 2026, 1:05 PM")
    datetime.datetime(2026, 11, 22, 13, 5)
    >>> moodle_date("-")
    """
    for form in DATES:
        try:
            return datetime.strptime(" ".join(text.split()), form)
        except ValueError:
            continue
    return None
