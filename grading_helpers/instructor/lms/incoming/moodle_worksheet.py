"""Moodle's grading worksheet: who each participant is, and when they handed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.lms.csv_tables import Table, read_table
from grading_helpers.instructor.lms.incoming.file_names import UploadName
from grading_helpers.instructor.lms.roster import Clues, clues_of, participant_number

SENT = "Last modified (submission)"
# Moodle's long date in English, with a 12-hour or a 24-hour clock.
DATES = ("%A, %d %B %Y, %I:%M %p", "%A, %d %B %Y, %H:%M", "%A, %B %d, %Y, %I:%M %p")


@dataclass(frozen=True)
class Worksheet:
    """What the worksheet says about each participant, by participant number."""

    clues: dict[str, Clues]
    sent: dict[str, datetime]

    def add_to(self, upload: UploadName) -> UploadName:
        """Return the upload with the ids, names and time that the worksheet has for it."""
        clues = {**self.clues.get(upload.owner, {}), **upload.clues}
        return replace(upload, clues=clues, sent=self.sent.get(upload.owner, upload.sent))


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
    place, sent = identifiers(table), table.column(SENT)
    numbers = [participant_number(row[place]) for row in table.rows]
    dates = [moodle_date(row[sent]) if sent is not None else None for row in table.rows]
    return Worksheet(
        {number: clues_of(table, row) for number, row in zip(numbers, table.rows, strict=True)},
        {number: date for number, date in zip(numbers, dates, strict=True) if date},
    )


def moodle_date(text: str) -> datetime | None:
    """Return a date as Moodle writes it in English, or None.

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
