"""Marks and pages reach the right student, whatever people are called, and how many are.

Names are made of pieces in any script, with separators, quotes, formulas and what LMSs write.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importers import Blackboard, Canvas, MoodleAssignment, MoodleGradebook
from lms_files import (
    Files,
    Student,
    blackboard_files,
    canvas_files,
    canvas_gradebook,
    gradescope_files,
    ilias_files,
    moodle_files,
    moodle_worksheet,
    roster_of,
    table,
    zipped,
)

from grading_helpers.instructor.gradebook.marks import LessonMarks, Mark
from grading_helpers.instructor.lms.incoming.download import open_download
from grading_helpers.instructor.lms.incoming.file_names import DownloadKind
from grading_helpers.instructor.lms.incoming.owners import (
    CollectOptions,
    CollectResult,
    files_of_students,
)
from grading_helpers.instructor.lms.outgoing.blackboard import fill_blackboard
from grading_helpers.instructor.lms.outgoing.canvas import fill_canvas
from grading_helpers.instructor.lms.outgoing.feedback_archive import (
    FeedbackTarget,
    names_in_archive,
)
from grading_helpers.instructor.lms.outgoing.fill_table import ExportRequest
from grading_helpers.instructor.lms.outgoing.moodle import fill_worksheet, gradebook_table
from grading_helpers.instructor.lms.roster import read_roster
from grading_helpers.instructor.tables.csv_tables import read_table

LESSON = "03_rater"
FILE = f"{LESSON}.ipynb"
PIECES = (
    *(
        "Ana",
        "O'Neill",
        "Łukasz",
        "王",
        "佐藤",
        "محمد",
        "דנה",
        "राम",
        "ณัฐ",
        "İrem",
        "ß",
        "ﬁ",
        "Zoë",
    ),
    *("Zoe\u0308", "=1+1", "+Wang", "-Bo", "@cmd", 'Smith "Dee"', "Lee, Jr.", "a;b", "x|y", "N/A"),
    *("EX", "  spaced  ", "\u200fעברית\u200e", "A" * 90, "🦊", "van_der_Berg", "1234", "0007"),
    *("\u00a0Nbsp", "'Quote", "“curly”", "null", "NaN", "1E5", "12-Mar", "<b>Bo</b>", "&amp;"),
    *("C:\\x", "%s", "#REF!", "Participant 7", "LATE", "1001", "2001"),
)
NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(" ".join)
POINTS = st.sampled_from([None, 0.0, 0.5, 8.17, 13.0, 20.0])
CLASSES = st.lists(st.tuples(NAMES, NAMES | st.just(""), POINTS), min_size=2, max_size=12)
BY_MACHINE = settings(
    max_examples=60,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
People = list[tuple[str, str, float | None]]


def students_of(people: People) -> list[Student]:
    """Return students; every fourth has the name of the one before."""
    named = [people[at - 1] if at % 4 == 3 else one for at, one in enumerate(people)]
    return [
        Student(f"s{at:02}", given, family, str(1000 + at), str(650000 + at))
        for at, (given, family, _) in enumerate(named)
    ]


@BY_MACHINE
@given(people=CLASSES)
def test_each_importer_reads_every_mark_as_it_was_given(people: People, tmp_path: Path) -> None:
    students = students_of(people)
    given_points = {
        one.student_id: points
        for one, (_, _, points) in zip(students, people, strict=True)
        if points is not None
    }
    listed = tmp_path / "roster.csv"
    listed.write_text(roster_of(students), "utf-8", newline="")
    marks = {name: Mark(name, points) for name, points in given_points.items()}
    order = ExportRequest(LessonMarks(LESSON, 20.0, marks, ()), read_roster(listed))

    def written(content: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "from_lms"
        path.write_text(content, encoding, newline="")
        return path

    for delimiter in ",;":
        exported = canvas_gradebook(students, "Lesson 3, 03_rater (43)", delimiter=delimiter)
        users = {one.number: (one.student_id, one.sortable_name) for one in students}
        canvas = Canvas({**users, "1999": ("0f3a", "Test")}, {"7": "Essay", "43": "Lesson 3"})
        filled = fill_canvas(read_table(written(exported)), order).table.content()
        changes = {user: cell for (user, _), cell in canvas.changes(filled).items() if cell}
        assert {users[user][0]: float(cell) for user, cell in changes.items()} == given_points
        assert (canvas.new_users, canvas.new_assignments) == ([], [])

    numbers = {one.participant: one.student_id for one in students}
    filled = fill_worksheet(read_table(written(moodle_worksheet(students))), order).table.content()
    uploaded = MoodleAssignment(numbers, 20).upload(filled)
    assert {numbers[number]: grade for number, grade in uploaded.items()} == given_points

    addresses = MoodleGradebook({one.email: one.student_id for one in students})
    imported = addresses.upload(gradebook_table(order).table.content(), "Email address")
    assert imported == given_points

    heading = ["Last Name", "First Name", "Username", "03_rater [Total Pts: 20 Score] |57"]
    rows = [[one.family, one.given, one.student_id, ""] for one in students]
    for delimiter, encoding in (("\t", "utf-16"), (",", "utf-8-sig")):
        text = table([heading, *rows], quoting=csv.QUOTE_ALL, delimiter=delimiter)
        filled = fill_blackboard(read_table(written(text, encoding)), order).table.content()
        blackboard = Blackboard(frozenset(numbers.values()), frozenset({"57"}))
        cells = {user: cell for (user, _), cell in blackboard.upload(filled).items() if cell}
        assert {user: float(cell) for user, cell in cells.items()} == given_points


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        (DownloadKind.MOODLE, moodle_files),
        (DownloadKind.CANVAS, canvas_files),
        (DownloadKind.BLACKBOARD, blackboard_files),
        (DownloadKind.GRADESCOPE, gradescope_files),
        (DownloadKind.ILIAS, ilias_files),
    ],
    ids=lambda one: one if isinstance(one, DownloadKind) else "",
)
@BY_MACHINE
@given(people=CLASSES)
def test_work_is_never_given_to_somebody_else_and_pages_go_back_to_their_students(
    kind: DownloadKind, make: Callable[..., Files], people: People, tmp_path: Path
) -> None:
    students = students_of(people)
    listed = tmp_path / "roster.csv"
    listed.write_text(roster_of(students), "utf-8", newline="")
    download = tmp_path / "download.zip"
    download.write_bytes(zipped(make([(one, FILE, one.student_id.encode()) for one in students])))
    how = CollectOptions(read_roster(listed), kind)
    with open_download(download) as listing:
        found = files_of_students(listing, CollectResult(LESSON, kind), how)
        for student, sent in found.items():
            taken = [one.entry.read() for one in sent if one.entry.name.endswith(".ipynb")]
            assert taken == [student.encode()]
    # Moodle's names are all there is to go by; the others write an id beside them.
    without = [one.full_name for one in students if one.student_id not in found]
    if kind is not DownloadKind.MOODLE:
        assert not any(letter.isalpha() for name in without for letter in name)

    if kind in {DownloadKind.MOODLE, DownloadKind.CANVAS}:
        pages, _ = names_in_archive(FeedbackTarget(kind), LESSON, download, how)
        assert len(set(pages.values())) == len(pages) == len(found)
        for one in students:
            if page := pages.get(one.student_id):
                number = one.participant if kind is DownloadKind.MOODLE else one.number
                assert re.findall(r"(?<=_)\d+(?=_)", page)[0] == number
                assert len(page.encode()) <= 255
