"""The instructor's list of which student each file of a download belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grading_helpers.atomic_write import write_atomically
from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.tables.csv_tables import Table, TableFormat, defused, read_table

FILE, STUDENT = "file", "student"


@dataclass(frozen=True)
class OwnerList:
    """The student of each file, as the instructor wrote it; an empty text if nobody was named."""

    name: str
    students: dict[str, str]

    def student_of(self, path: str) -> str | None:
        """Return the student listed for a file, or for the archive or folder it is in, if any."""
        for one in (path, *map(str, PurePosixPath(path).parents)):
            for written in (one, defused(one)):
                if written in self.students:
                    return self.students[written]
        return None


def read_owner_list(path: Path) -> OwnerList:
    """Read such a list.

    Raises
    ------
    CommandError
        If it lacks a column, or names a file twice with two students.
    """
    table = read_table(path)
    file, student = table.column(FILE), table.column(STUDENT)
    if file is None or student is None:
        raise CommandError(
            f"{path} needs the columns {FILE} and {STUDENT}. It has: {', '.join(table.heading)}."
        )
    students: dict[str, str] = {}
    for row in table.rows:
        name, who = row[file], row[student].strip()
        if students.setdefault(name, who) != who:
            raise CommandError(f"{path} names two students for {name}. Keep one of the two rows.")
    return OwnerList(path.name, students)


def write_owner_list(path: Path, files: Iterable[str]) -> None:
    """Write a list with the files of a download, in which the students are still missing.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    rows = tuple((defused(file), "") for file in files)
    write_atomically(path, Table(path.name, (FILE, STUDENT), rows, TableFormat()).content())
