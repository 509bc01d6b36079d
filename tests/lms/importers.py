"""Imitations of the importers of three LMSs, from their public sources and manuals.

Canvas: lib/gradebook_importer.rb. Moodle: mod/assign/feedback/offline, grade/import/csv and
lib/csvlib.class.php. Blackboard: the help page on working offline with grades. Written from the
rules, without the code under test, so that both may be compared.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field


class RefusedError(Exception):
    """The LMS refuses the whole import."""


def rows_of(content: bytes, encoding: str, delimiter: str) -> list[list[str]]:
    text = content.decode(encoding)
    return [row for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if row]


@dataclass
class Canvas:
    """A Canvas course: users by id, with logins and names; assignments by id, with titles."""

    users: Mapping[str, tuple[str, str]]
    assignments: Mapping[str, str]
    new_assignments: list[str] = field(default_factory=list)
    new_users: list[str] = field(default_factory=list)

    def changes(self, content: bytes) -> dict[tuple[str, str], str]:
        """Return what the import would set, by user and assignment; empty removes a mark."""
        sample = content.decode("utf-8").splitlines()[:3]
        counts = {
            sign: [len(next(csv.reader([line], delimiter=sign))) for line in sample]
            for sign in ";,"
        }
        steady = {sign: sizes[0] if len(set(sizes)) == 1 else 0 for sign, sizes in counts.items()}
        sign = ";" if steady[";"] > steady[","] else ","
        heading, *rows = rows_of(content, "utf-8", sign)
        if not (len(heading) > 3 and "Student" in heading[0] and "ID" in heading[1]):
            raise RefusedError("Invalid header row")
        about = 3
        if re.search(r"SIS\s+Login\s+ID", heading[2]):
            about = 4
        elif re.search(r"SIS\s+User\s+ID", heading[2]) and re.search(r"Login", heading[3]):
            about = 5 + bool(re.search(r"Integration\s+ID", heading[4]))
        if "Section" not in heading[about - 1]:
            raise RefusedError("Invalid header row")
        columns = [self._assignment(name) for name in heading[about:]]
        found = {}
        for row in rows:
            if (
                "Points Possible" in row[0]
                or not re.sub("Manual Posting", "", "".join(row)).strip()
            ):
                continue
            user = self._user(row, heading)
            for assignment, cell in zip(columns, row[about:], strict=True):
                found[user, assignment] = cell.strip()
        return found

    def _assignment(self, heading: str) -> str:
        match = re.fullmatch(r"(.*)\s\((\d+)\)", heading)
        if match and match[2] in self.assignments:
            return match[2]
        for number, title in self.assignments.items():
            if title == heading:
                return number
        self.new_assignments.append(heading)
        return heading

    def _user(self, row: list[str], heading: list[str]) -> str:
        if row[1] in self.users:
            return row[1]
        for number, (login, name) in self.users.items():
            if login in row[2:5] or name == row[0]:
                return number
        self.new_users.append(row[0])
        return row[0]


@dataclass
class MoodleAssignment:
    """An assignment of Moodle: participants by number, what they have, and the most points."""

    participants: Mapping[str, str]
    most: float
    grades: dict[str, float] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    prefix: str = "Participant "
    headings: tuple[str, str, str] = ("Identifier", "Grade", "Last modified (grade)")

    def upload(self, content: bytes) -> dict[str, float]:
        """Import a worksheet; return the grades that it changed."""
        text = content.decode("utf-8").removeprefix("\ufeff")
        heading, *rows = rows_of(text.encode(), "utf-8", ",")
        if any(len(row) != len(heading) for row in rows):
            raise RefusedError("csvweirdcolumns")
        try:
            places = [heading.index(name) for name in self.headings]
        except ValueError:
            raise RefusedError("invalidgradeimport") from None
        changed = {}
        for row in rows:
            number = row[places[0]][len(self.prefix) :]
            if number not in self.participants or not row[places[1]].strip():
                continue
            grade = float(row[places[1]])
            skipped = number in self.locked or not 0 <= grade <= self.most
            if not skipped and self.grades.get(number) != grade:
                changed[number] = self.grades[number] = grade
        return changed


@dataclass
class MoodleGradebook:
    """A course of Moodle: users by e-mail address or id number."""

    users: Mapping[str, str]

    def upload(self, content: bytes, mapped_from: str) -> dict[str, float | None]:
        """Import a table whose last column is mapped to an item; all or nothing."""
        text = content.decode("utf-8").removeprefix("\ufeff")
        heading, *rows = rows_of(text.encode(), "utf-8", ",")
        place = [name.strip() for name in heading].index(mapped_from)
        found: dict[str, float | None] = {}
        for row in rows:
            if len(row) != len(heading):
                raise RefusedError("csvweirdcolumns")
            if row[place].strip() not in self.users:
                raise RefusedError(f"usermappingerror {row[place]}")
            value = row[-1].strip()
            found[self.users[row[place].strip()]] = None if value in ("", "-") else float(value)
        return found


@dataclass
class Blackboard:
    """A course of Blackboard: enrolled usernames and the numbers of its columns."""

    usernames: frozenset[str]
    columns: frozenset[str]
    new_text_columns: list[str] = field(default_factory=list)

    def upload(self, content: bytes) -> dict[tuple[str, str], str]:
        """Import a file for work offline; return the cells by username and column number."""
        utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        encoding = "utf-16" if utf_16 else "utf-8-sig"
        first = content.decode(encoding).splitlines()[0]
        sign = "\t" if "\t" in first else ","
        if sign == "," and not all(cell.startswith('"') for cell in first.split('","')[:1]):
            raise RefusedError("cells of a comma file need quotes")
        heading, *rows = rows_of(content.decode(encoding).encode(), "utf-8", sign)
        place = heading.index("Username")
        found = {}
        for at, name in enumerate(heading):
            if name in ("Last Name", "First Name", "Username", "Student ID"):
                continue
            number = name.rpartition("|")[2].strip()
            if number not in self.columns:
                self.new_text_columns.append(name)
            for row in rows:
                if row[place] not in self.usernames:
                    raise RefusedError(f"{row[place]} is not enrolled")
                found[row[place], number] = row[at]
        return found
