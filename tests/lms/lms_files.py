"""The files of each LMS: downloads, by their file names, and tables for marks."""

from __future__ import annotations

import csv
import html.entities
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import yaml


@dataclass(frozen=True)
class Student:
    """An invented student as an LMS knows them."""

    student_id: str
    given: str
    family: str
    number: str
    participant: str

    @property
    def email(self) -> str:
        return f"{self.student_id}@example.org"

    @property
    def full_name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def sortable_name(self) -> str:
        return f"{self.family}, {self.given}"


Files = dict[str, bytes]
Upload = tuple[Student, str, bytes]


def table(rows: Sequence[Sequence[str]], **how: Any) -> str:
    """Return rows as a table, with the line ends of an LMS."""
    file = io.StringIO()
    csv.writer(file, **{"lineterminator": "\r\n", **how}).writerows(rows)
    return file.getvalue()


def roster_of(students: Sequence[Student]) -> str:
    """Return a class list written by hand."""
    rows = [["student_id", "first_name", "last_name", "email", "lms_user_id"]]
    rows += [[one.student_id, one.given, one.family, one.email, one.number] for one in students]
    return table(rows, lineterminator="\n")


def clean(name: str) -> str:
    """Return a name as Moodle puts it into a path."""
    return re.sub(r'[<>:"/\\|?*]', "", name).replace("_", " ")


def moodle_files(uploads: Sequence[Upload], *, flat: bool = False) -> Files:
    """Name files as Moodle's download does, in folders or flat."""
    between = "_assignsubmission_file" + ("_" if flat else "/")
    return {
        f"{clean(one.full_name)}_{one.participant}{between}{file}": content
        for one, file, content in uploads
    }


def canvas_files(uploads: Sequence[Upload], *, late: tuple[str, ...] = ()) -> Files:
    """Name files as Canvas's download does; attachments are numbered on."""
    files = {}
    for number, (one, file, content) in enumerate(uploads, start=2001):
        name = re.sub(r"\W", "", one.sortable_name.lower())
        middle = "_LATE" if one.student_id in late else ""
        files[f"{name}{middle}_{one.number}_{number}_{file}"] = content
    return files


def blackboard_files(uploads: Sequence[Upload], *, day: int = 20) -> Files:
    """Name files as Blackboard's download does, with the note it adds."""
    files = {}
    for hour, (one, file, content) in enumerate(uploads, start=8):
        head = f"Lesson_3 (RATER)_{one.student_id}_attempt_2026-11-{day}-{hour:02}-30-00"
        files[f"{head}_{file}"] = content
        files[f"{head}.txt"] = f"Name: {one.full_name} ({one.student_id})\n".encode()
    return files


def gradescope_files(uploads: Sequence[Upload], teams: Sequence[Sequence[Student]] = ()) -> Files:
    """Name files as Gradescope's export does, with its list of who handed in each folder.

    Its keys are symbols of Ruby, as in the exports that public tools read.
    """
    files: Files = {}
    people: dict[str, list[Student]] = {}
    for one, file, content in uploads:
        folder = f"submission_{one.number}"
        people[folder] = [*next((team for team in teams if one in team), [one])]
        files[f"assignment_7_export/{folder}/{file}"] = content
    files["assignment_7_export/submission_metadata.yml"] = submitters(people)
    return files


def submitters(people: Mapping[str, Sequence[Student]]) -> bytes:
    """Return Gradescope's list of who handed in each folder, all at 9:30 on 20 November 2026."""
    known = {
        folder: {
            ":submitters": [
                {":name": one.full_name, ":sid": one.student_id, ":email": one.email}
                for one in members
            ],
            ":created_at": datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
            ":score": 0.0,
        }
        for folder, members in people.items()
    }
    return yaml.safe_dump(known, allow_unicode=True).encode()


def ilias_folder(one: Student) -> str:
    """Return the name of a student's folder in ILIAS, written as `ilFileUtils` does."""
    whole = f"{one.family}_{one.given}_{one.student_id}_{one.number}"
    named = "".join(
        html.entities.codepoint2name.get(ord(s), s)[0] if s != '"' else s for s in whole
    )
    ascii_only = re.sub(r"[\x00-\x1f\x7f-\xff]", "_", named.encode().decode("latin-1"))
    return re.sub(r'[:\\/*?"<>|]', "_", ascii_only)


def ilias_files(
    uploads: Sequence[Upload], *, team: Mapping[str, str] | None = None, word: str = "Submissions"
) -> Files:
    """Name files as ILIAS's download of all submissions does."""
    files: Files = {"Task 3/Task 3.xlsx": b"PK", "Task 3/Feedback_files/to_x/from_y/a.ipynb": b"{}"}
    for one, file, content in uploads:
        within = f"{team[one.student_id]}/" if team else ""
        files[f"Task 3/{word}/{within}{ilias_folder(one)}/{file}"] = content
    return files


def zipped(files: Files, date: datetime = datetime(2026, 11, 24, 9, 0)) -> bytes:
    """Return files as a zip, all with the current date, as an LMS writes them."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date.timetuple()[:6])
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return memory.getvalue()


def canvas_gradebook(
    students: Sequence[Student],
    column: str,
    marks: Mapping[str, str] | None = None,
    most: str = "20.00",
    **how: Any,
) -> str:
    """Return what Canvas exports, with another column, a column of totals and a test student."""
    about = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    others = ["Essay (7)", column, "Current Score", "Final Score"]
    rows = [
        [*about, *others],
        ["", "", "", "", "", "", "Manual Posting", "", ""],
        ["    Points Possible", "", "", "", "", "50.00", most, "(read only)", "(read only)"],
    ]
    for one in students:
        name = f'="{one.sortable_name}"' if one.sortable_name[0] == "=" else one.sortable_name
        cell = (marks or {}).get(one.student_id, "")
        ids = [one.number, f"S{one.number}", one.student_id, "CS101, a & b"]
        rows.append([name, *ids, "41.00", cell, "80.1", "70.2"])
    rows.append(["Student, Test", "1999", "", "0f3a", "CS101", "", "", "", ""])
    return table(rows, **how)


HEADINGS = ("Identifier", "Grade", "Last modified (grade)")


def moodle_worksheet(
    students: Sequence[Student],
    marks: Mapping[str, str] | None = None,
    *,
    most: str = "20.00",
    headings: tuple[str, str, str] = HEADINGS,
    locked: tuple[str, ...] = (),
    sent: Mapping[str, str] | None = None,
) -> str:
    """Return the worksheet that Moodle gives, with the times when students handed in."""
    identifier, grade, graded = headings
    rows = [
        [
            *(identifier, "Full name", "Email address", "Status", grade, "Maximum grade"),
            *("Grade can be changed", "Last modified (submission)", "Online text", graded),
            "Feedback comments",
        ]
    ]
    for one in students:
        changeable = "No" if one.student_id in locked else "Yes"
        name, mark = one.full_name, (marks or {}).get(one.student_id, "")
        when = (sent or {}).get(one.student_id, "-")
        rows.append(
            [
                *(f"Participant {one.participant}", name, one.email, "Submitted - ", mark),
                *(most, changeable, when, '=HYPERLINK("http://x.example")', "-"),
                "-1 for the title",
            ]
        )
    return "\ufeff" + table(rows)
