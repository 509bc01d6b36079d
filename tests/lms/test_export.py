"""``course export``: every mark is returned to its student, and nothing else changes."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from importers import Blackboard, Canvas, MoodleAssignment, MoodleGradebook, RefusedError
from lms_files import canvas_gradebook, moodle_worksheet, roster_of, table
from nbgrader.api import Gradebook

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.opening import put_programs_on_path
from grading_helpers.instructor.grader.storage.journal import Journal
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.instructor.grader.submission.upload import load_submission
from grading_helpers.instructor.grader.submission_result import not_graded

pytestmark = pytest.mark.integration

LESSON = "03_rater"
DOCS = (Path(__file__).parents[2] / "docs" / "lms.md").read_text("utf-8")
# tests/feedback/test_archive.py has those that return feedback.
COMMANDS = re.findall(r"^ {4}course ((?!feedback ).*)$", DOCS, re.MULTILINE)
CANVAS_COLUMN = "Lesson 3, 03_rater (4314282)"
BLACKBOARD_COLUMN = "03_rater [Total Pts: 20 Score] |574266"


@pytest.fixture(scope="session")
def graded_class(tmp_path_factory: pytest.TempPathFactory, students: Any) -> Path:
    """An nbgrader gradebook: 18 points of tests, 2 of a written answer, five students.

    One has full marks, one fractions, one no points, one is late, one no work.
    """
    path = tmp_path_factory.mktemp("graded") / "gradebook.db"
    put_programs_on_path()
    with Gradebook(f"sqlite:///{path}", "focus_on_customers") as book:
        book.add_assignment(LESSON, duedate="2026-11-22 10:00:00")
        book.add_notebook(LESSON, LESSON)
        for name, points in (("gaps", 10), ("chart", 8)):
            book.add_grade_cell(name, LESSON, LESSON, max_score=points, cell_type="code")
        book.add_task_cell("recommendation", LESSON, LESSON, max_score=2, cell_type="markdown")
        for one in students:
            names = {"first_name": one.given, "last_name": one.family}
            book.add_student(one.student_id, email=one.email, lms_user_id=one.number, **names)
        score(book, "aoneill", gaps=10, chart=8, recommendation=2)
        score(book, "blee", gaps=7.5, chart=2 / 3, recommendation=0)
        score(book, "c_mueller", gaps=0, chart=0, recommendation=0)
        score(book, "dsmith", gaps=10, chart=4, recommendation=2, hour=11)
    return path


@pytest.fixture
def gradebook(klass: Path, graded_class: Path) -> Iterator[Any]:
    """The gradebook, which a test may change."""
    shutil.copy(graded_class, klass)
    settle(klass, penalty=3)
    with Gradebook(f"sqlite:///{klass}/gradebook.db", "focus_on_customers") as book:
        yield book


def settle(klass: Path, penalty: int) -> None:
    """Let lateness cost so many points."""
    (klass / "course").mkdir(exist_ok=True)
    (klass / "course" / "course.yml").write_text(f"late:\n  penalty: {penalty}\n")


def score(book: Any, student: str, *, hour: int = 9, **points: float | None) -> None:
    """Enter points; those of the written answer are given by hand, or None to leave it unmarked."""
    book.add_submission(LESSON, student, timestamp=datetime(2026, 11, 22, hour))
    notebook = book.find_submission_notebook(LESSON, LESSON, student)
    for grade in notebook.grades:
        by_hand = grade.name == "recommendation"
        setattr(grade, "manual_score" if by_hand else "auto_score", points[grade.name])
        grade.needs_manual_grade = points[grade.name] is None
    book.db.commit()


MARKS = {"aoneill": "20", "blee": "8.17", "c_mueller": "0", "dsmith": "13"}

Write = Callable[..., Path]


@pytest.fixture
def canvas_file(klass: Path, students: Any) -> Write:
    """A function that writes what Canvas exports."""

    def write(marks: dict[str, str] | None = None, most: str = "20.00", **how: Any) -> Path:
        path = klass / "canvas.csv"
        text = canvas_gradebook(students, CANVAS_COLUMN, marks, most, **how)
        path.write_text(text, "utf-8", newline="")
        return path

    return write


@pytest.fixture
def worksheet(klass: Path, students: Any) -> Write:
    """A function that writes the worksheet that Moodle gives."""

    def write(marks: dict[str, str] | None = None, **how: Any) -> Path:
        path = klass / "worksheet.csv"
        path.write_text(moodle_worksheet(students, marks, **how), "utf-8", newline="")
        return path

    return write


@pytest.fixture
def blackboard_file(klass: Path, students: Any) -> Write:
    """A function that writes what Blackboard gives for work offline."""

    def write(*, tabs: bool = True) -> Path:
        about = ["Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability"]
        rows = [[*about, "Essay [Total Pts: 50 Score] |574200", BLACKBOARD_COLUMN]]
        rows += [
            [one.family, one.given, one.student_id, f"S{one.number}", "2026-11-20", "Yes", "41", ""]
            for one in students
        ]
        text = table(rows, quoting=csv.QUOTE_ALL, delimiter="\t" if tabs else ",")
        path = klass / ("gc_download.xls" if tabs else "gc_download.csv")
        path.write_text(text, "utf-16" if tabs else "utf-8-sig", newline="")
        return path

    return write


@pytest.fixture
def export(run: Any, klass: Path) -> Callable[..., dict[str, Any]]:
    """A function that exports and returns the command's JSON."""

    def do(to: str, *words: str | Path) -> dict[str, Any]:
        result = run("export", LESSON, "--to", to, "--json", *words)
        said: dict[str, Any] = json.loads(result.stdout)
        assert said["exit"] == result.exit_code, said
        return said

    return do


def notes(said: dict[str, Any], *, look: bool | None = None) -> str:
    chosen = [note for note in said["notes"] if look in (None, note["look"])]
    return "\n".join(f"{note['about']}: {note['what']}" for note in chosen)


def canvas_course(students: Any) -> Canvas:
    users = {one.number: (one.student_id, one.sortable_name) for one in students}
    return Canvas(
        {**users, "1999": ("0f3a", "Test")}, {"7": "Essay", "4314282": "Lesson 3, 03_rater"}
    )


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_canvas_imports_every_mark_and_nothing_else(
    delimiter: str, gradebook: Any, canvas_file: Write, export: Any, klass: Path, students: Any
) -> None:
    said = export("canvas", "--into", canvas_file(delimiter=delimiter))
    course = canvas_course(students)
    changes = course.changes((klass / said["file"]).read_bytes())
    numbers = {one.number: one.student_id for one in students}
    given = {numbers.get(user, user): cell for (user, _), cell in changes.items()}
    assert given == {**MARKS, "e.wang": "", "1999": ""}
    assert {assignment for _, assignment in changes} == {"4314282"}
    assert (course.new_assignments, course.new_users) == ([], [])
    assert said["without"] == ["e.wang"]
    assert said["exit"] == 0, said["notes"]


def test_canvas_keeps_its_mark_if_there_is_no_other(
    gradebook: Any, canvas_file: Write, export: Any, klass: Path, students: Any
) -> None:
    said = export("canvas", "--into", canvas_file({"e.wang": "12.00", "blee": "8", "dsmith": "EX"}))
    changes = canvas_course(students).changes((klass / said["file"]).read_bytes())
    assert changes["1005", "4314282"] == "12.00"
    assert changes["1004", "4314282"] == "EX"
    assert "blee: replaces 8 in the LMS with 8.17" in notes(said, look=False)
    kept = "e.wang: has '12.00' in the LMS, which was kept, but no mark in the gradebook"
    assert kept in notes(said, look=False)
    assert "dsmith: is excused in Canvas, so 13 was not written" in notes(said, look=True)


def test_a_dash_in_the_lms_is_no_mark(gradebook: Any, canvas_file: Write, export: Any) -> None:
    said = export("canvas", "--into", canvas_file({"e.wang": "-", "blee": "–"}))
    assert "in the LMS" not in notes(said)


def test_moodle_imports_every_grade_of_the_worksheet(
    gradebook: Any, worksheet: Write, export: Any, klass: Path, students: Any
) -> None:
    said = export("moodle", "--into", worksheet())
    numbers = {one.participant: one.student_id for one in students}
    changed = MoodleAssignment(numbers, 20).upload((klass / said["file"]).read_bytes())
    assert {numbers[number]: grade for number, grade in changed.items()} == {
        "aoneill": 20,
        "blee": 8.17,
        "c_mueller": 0,
        "dsmith": 13,
    }
    assert said["exit"] == 0


def test_the_worksheet_is_unchanged_except_for_grades_and_formulas(
    gradebook: Any, worksheet: Write, export: Any, klass: Path
) -> None:
    path = worksheet({"e.wang": "3.00"})
    said = export("moodle", "--into", path)
    before, after = path.read_bytes(), (klass / said["file"]).read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\r\n") == before.count(b"\r\n")
    old, new = (
        list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) for content in (before, after)
    )
    assert new[0] == old[0]
    changed = {
        (old[0][at], row[at], cells[at])
        for row, cells in zip(old[1:], new[1:], strict=True)
        for at in range(len(row))
        if row[at] != cells[at]
    }
    assert changed == {
        *(("Grade", "", points) for points in MARKS.values()),
        ("Full name", "=Edda +Wang", "'=Edda +Wang"),
        ("Online text", '=HYPERLINK("http://x.example")', '\'=HYPERLINK("http://x.example")'),
    }
    assert path.read_bytes() == before


def test_a_worksheet_in_another_language_needs_the_name_of_its_column(
    gradebook: Any, worksheet: Write, export: Any, klass: Path, students: Any
) -> None:
    headings = ("ID", "Bewertung", "Zuletzt geändert (Bewertung)")
    path = worksheet(headings=headings)
    assert "no column 'Grade'. It has: ID, Full name" in export("moodle", "--into", path)["error"]
    said = export("moodle", "--into", path, "--column", "Bewertung")
    numbers = {one.participant: one.student_id for one in students}
    assignment = MoodleAssignment(numbers, 20, headings=headings)
    assert len(assignment.upload((klass / said["file"]).read_bytes())) == 4


LANGUAGES = {
    "german": (
        *("ID", "Vollständiger Name", "E-Mail-Adresse", "Status", "Bewertung", "Bestwertung"),
        *("Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)", "Online", "Zuletzt", "F"),
    ),
    "spanish": (
        *("Identificador", "Nombre completo", "Dirección de correo", "Estado", "Calificación"),
        *("Calificación máxima", "La calificación puede ser cambiada", "Última", "T", "Ú", "R"),
    ),
    "invented": ("Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Hh", "Ii", "Jj", "Kk"),
}
WORDS = {"german": ("Ja", "Nein"), "spanish": ("Sí", "No"), "invented": ("Tak", "Nie")}


def _translated(path: Path, language: str, most: str) -> Path:
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    yes, no = WORDS[language]
    cells = [[{"Yes": yes, "No": no}.get(cell, cell) for cell in row] for row in rows[1:]]
    for row in cells:
        row[5] = most
    path.write_text(table([LANGUAGES[language], *cells]), "utf-8-sig", newline="")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worksheet_in_any_language_is_filled_and_its_guards_are_kept(
    language: str, gradebook: Any, worksheet: Write, export: Any
) -> None:
    path = _translated(worksheet({"blee": "1.00"}, locked=("blee",)), language, "20,00")
    said = export("moodle", "--into", path)
    assert "blee: is locked in Moodle, so 8.17 was not written" in notes(said, look=True)
    assert said["marks"] == {name: mark for name, mark in MARKS.items() if name != "blee"}
    path = _translated(worksheet(), language, "100,00")
    assert "is out of 100 points" in export("moodle", "--into", path)["error"]
    grade = LANGUAGES[language][4]
    assert "is out of 100 points" in export("moodle", "--into", path, "--column", grade)["error"]


@pytest.mark.parametrize(("place", "what"), [(5, "the maximum grade"), (6, "may be changed")])
def test_a_worksheet_whose_guards_are_not_found_is_refused(
    place: int, what: str, gradebook: Any, worksheet: Write, export: Any
) -> None:
    path = _translated(worksheet(), "german", "20,00")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    path.write_text(
        table([[*row[:place], *row[place + 1 :]] for row in rows]), "utf-8-sig", newline=""
    )
    error = export("moodle", "--into", path, "--column", "Bewertung")["error"]
    assert what in error
    assert "nothing was written" in error


def test_a_locked_grade_is_kept_and_reported(
    gradebook: Any, worksheet: Write, export: Any, klass: Path
) -> None:
    said = export("moodle", "--into", worksheet({"blee": "1.00"}, locked=("blee",)))
    assert "blee: is locked in Moodle, so 8.17 was not written" in notes(said, look=True)
    assert "blee" not in said["marks"]


def test_moodles_gradebook_imports_every_mark_and_removes_none(
    gradebook: Any, export: Any, klass: Path, students: Any
) -> None:
    said = export("moodle-gradebook")
    course = MoodleGradebook({one.email: one.student_id for one in students})
    imported = course.upload((klass / said["file"]).read_bytes(), "Email address")
    assert imported == {"aoneill": 20, "blee": 8.17, "c_mueller": 0, "dsmith": 13}
    assert said["without"] == ["e.wang"]


def test_students_whom_moodle_could_not_find_are_left_out(
    gradebook: Any, export: Any, klass: Path, students: Any
) -> None:
    gradebook.find_student("blee").email = None
    gradebook.db.commit()
    said = export("moodle-gradebook")
    course = MoodleGradebook({one.email: one.student_id for one in students})
    assert "blee" not in course.upload((klass / said["file"]).read_bytes(), "Email address")
    assert (
        "blee: is not in the file, because the class list has no Email address for them"
        in notes(said, look=True)
    )


@pytest.mark.parametrize("tabs", [True, False], ids=["tabs", "commas"])
def test_blackboard_imports_every_mark_in_its_own_format(
    tabs: bool, gradebook: Any, blackboard_file: Write, export: Any, klass: Path, students: Any
) -> None:
    path = blackboard_file(tabs=tabs)
    said = export("blackboard", "--into", path)
    course = Blackboard(
        frozenset(one.student_id for one in students), frozenset({"574266", "574200"})
    )
    content = (klass / said["file"]).read_bytes()
    given = course.upload(content)
    assert given == {(user, "574266"): points for user, points in (MARKS | {"e.wang": ""}).items()}
    assert course.new_text_columns == []
    assert content[:3] == path.read_bytes()[:3]
    assert Path(said["file"]).suffix == path.suffix


FORMATS = ["canvas", "moodle", "moodle-gradebook", "blackboard"]


@pytest.fixture(params=FORMATS)
def any_format(request: pytest.FixtureRequest) -> tuple[str, list[Path]]:
    """Each format in turn, with the options that name its file."""
    makers = {"canvas": "canvas_file", "moodle": "worksheet", "blackboard": "blackboard_file"}
    if request.param not in makers:
        return request.param, []
    return request.param, [Path("--into"), request.getfixturevalue(makers[request.param])()]


def exported_rows(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    text = content.decode("utf-16" if content[:2] == b"\xff\xfe" else "utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ","))


def test_names_survive_in_every_format_and_no_cell_is_a_formula(
    any_format: tuple[str, list[Path]], gradebook: Any, export: Any, klass: Path, students: Any
) -> None:
    to, into = any_format
    score(gradebook, "e.wang", gaps=1, chart=1, recommendation=1)
    rows = exported_rows(klass / export(to, *into)["file"])
    text = "\n".join("|".join(row) for row in rows)
    for one in students[:4]:
        assert one.given in text
        assert one.family in text
    assert "=Edda" in text
    began = {cell[0] for row in rows[1:] for cell in row if cell and cell != "-"}
    assert not began & set("=+@")
    assert not [cell for row in rows for cell in row if cell.startswith("-") and len(cell) > 1] or (
        to == "moodle"
    )


def test_unmarked_answers_are_listed_and_nothing_is_written(
    any_format: tuple[str, list[Path]], gradebook: Any, export: Any, klass: Path
) -> None:
    to, into = any_format
    score(gradebook, "e.wang", gaps=10, chart=8, recommendation=None)
    said = export(to, *into)
    assert said["exit"] == 2
    assert said["unmarked"] == {"recommendation": ["e.wang"]}
    assert "recommendation: 1 student (e.wang)" in said["error"]
    assert not (klass / "exports").exists()


@pytest.mark.parametrize(("decision", "expected"), [("empty", ""), ("allow", "18")])
def test_unmarked_answers_are_left_empty_or_counted_on_demand(
    decision: str, expected: str, gradebook: Any, canvas_file: Write, export: Any, students: Any
) -> None:
    score(gradebook, "e.wang", gaps=10, chart=8, recommendation=None)
    said = export("canvas", "--into", canvas_file(), "--unmarked", decision)
    changes = canvas_course(students).changes(Path(said["file"]).read_bytes())
    assert changes["1005", "4314282"] == expected
    assert changes["1001", "4314282"] == "20"
    assert "recommendation: 1 student (e.wang)" in notes(said, look=True)
    assert said["exit"] == 1


@pytest.mark.parametrize("decision", ["refuse", "empty", "allow"])
def test_a_mark_by_hand_counts_when_the_work_is_graded_again(
    decision: str, gradebook: Any, canvas_file: Write, export: Any, students: Any
) -> None:
    score(gradebook, "e.wang", gaps=10, chart=8, recommendation=1)
    graded_again = gradebook.find_submission_notebook(LESSON, LESSON, "e.wang").grades
    next(one for one in graded_again if one.manual_score is not None).needs_manual_grade = True
    gradebook.db.commit()
    said = export("canvas", "--into", canvas_file(), "--unmarked", decision)
    changes = canvas_course(students).changes(Path(said["file"]).read_bytes())
    assert changes["1005", "4314282"] == "19"
    assert "the mark by hand counts" in notes(said, look=True)
    assert "recommendation: 1 student (e.wang)" in notes(said, look=True)
    assert "counted as 0" not in notes(said, look=True)


def test_ungraded_work_gets_no_mark_and_is_reported(
    gradebook: Any, canvas_file: Write, export: Any, students: Any, klass: Path
) -> None:
    score(gradebook, "e.wang", gaps=None, chart=None, recommendation=None)
    work = klass / "submitted" / "somebody_new" / LESSON
    work.mkdir(parents=True)
    (work / f"{LESSON}.ipynb").write_text("{}")
    said = export("canvas", "--into", canvas_file(), "--unmarked", "allow")
    changes = canvas_course(students).changes(Path(said["file"]).read_bytes())
    assert changes["1005", "4314282"] == ""
    for student in ("e.wang", "somebody_new"):
        assert f"{student}: handed in but has not been graded" in notes(said, look=True)


def test_the_reason_why_work_was_not_graded_is_reported(
    gradebook: Any, canvas_file: Write, export: Any, klass: Path
) -> None:
    work = klass / "submitted" / "e.wang" / LESSON / f"{LESSON}.ipynb"
    work.parent.mkdir(parents=True)
    work.write_text("{")
    plan = read_assignment(CourseFolder(klass), LESSON)
    submission = load_submission("e.wang", work.parent, LESSON)
    result = not_graded("e.wang", LESSON, "the notebook is cut off")
    Journal(klass, plan).add(submission, result)
    said = export("canvas", "--into", canvas_file())
    assert (
        "e.wang: has no mark, because the work could not be graded: the notebook is cut off"
        in notes(said, look=True)
    )
    work.write_text("{}")
    said = export("canvas", "--into", canvas_file())
    assert "e.wang: handed in but has not been graded" in notes(said, look=True)


def test_only_students_on_the_class_list_are_exported_if_that_is_wanted(
    gradebook: Any, klass: Path, students: Any, export: Any
) -> None:
    section = [one for one in students if one.student_id not in ("dsmith", "blee")]
    (klass / "section.csv").write_text(roster_of(section), "utf-8")
    words = ("moodle-gradebook", "--roster", klass / "section.csv")
    assert export(*words)["marks"] == MARKS
    said = export(*words, "--listed-only")
    assert said["marks"] == {"aoneill": "20", "c_mueller": "0"}
    assert said["exit"] == 0
    assert "dsmith" not in notes(said)


def test_a_late_penalty_is_deducted_and_reported(
    gradebook: Any, worksheet: Write, export: Any
) -> None:
    said = export("moodle", "--into", worksheet())
    assert said["marks"]["dsmith"] == "13"
    assert "dsmith: late: 3 points off" in notes(said, look=False)


def test_a_penalty_never_makes_a_mark_negative(
    gradebook: Any, worksheet: Write, export: Any, klass: Path
) -> None:
    settle(klass, penalty=99)
    assert export("moodle", "--into", worksheet())["marks"]["dsmith"] == "0"


def test_extra_credit_above_the_maximum_is_reported(
    gradebook: Any, worksheet: Write, export: Any
) -> None:
    grade = gradebook.find_grade("gaps", LESSON, LESSON, "aoneill")
    grade.extra_credit = 1.5
    gradebook.db.commit()
    said = export("moodle", "--into", worksheet())
    assert said["marks"]["aoneill"] == "21.5"
    assert "aoneill: 21.5 is more than 20" in notes(said, look=True)


def test_a_different_maximum_is_refused_and_marks_can_be_converted(
    gradebook: Any, worksheet: Write, canvas_file: Write, export: Any
) -> None:
    path = worksheet(most="100.00")
    said = export("moodle", "--into", path)
    assert said["exit"] == 2
    assert (
        "out of 100 points, but the marks are out of 20. Convert them with --out-of 100"
        in said["error"]
    )
    assert export("moodle", "--into", path, "--out-of", "100")["marks"]["dsmith"] == "65"
    assert export("canvas", "--into", canvas_file(most="10.00"))["exit"] == 2


def test_blackboards_maximum_is_read_from_its_heading(
    gradebook: Any, blackboard_file: Write, export: Any
) -> None:
    path = blackboard_file(tabs=False)
    text = path.read_text("utf-8-sig").replace("Total Pts: 20 Score", "Total Pts: up to 12.5 Score")
    path.write_text(text, "utf-8-sig", newline="")
    assert "is out of 12.5 points" in export("blackboard", "--into", path)["error"]


def test_if_a_student_has_two_rows_neither_is_filled(
    gradebook: Any, worksheet: Write, export: Any
) -> None:
    path = worksheet()
    text = path.read_text("utf-8").replace("blee@example.org", "aoneill@example.org")
    path.write_text(text.replace("Bo Lee", "Ana María O'Neill"), "utf-8", newline="")
    said = export("moodle", "--into", path)
    assert "aoneill: appears in several rows" in notes(said, look=True)
    assert "blee: has 8.17 points but no row" in notes(said, look=True)
    assert sorted(said["marks"]) == ["c_mueller", "dsmith"]


def test_a_mark_without_a_row_is_reported(
    gradebook: Any, canvas_file: Write, export: Any, klass: Path
) -> None:
    gradebook.add_student("zoe")
    score(gradebook, "zoe", gaps=1, chart=1, recommendation=1)
    said = export("canvas", "--into", canvas_file())
    assert "zoe: has 3 points but no row in the table" in notes(said, look=True)
    assert said["exit"] == 1


def test_nothing_is_written_if_no_mark_belongs_to_a_row(
    gradebook: Any, worksheet: Write, export: Any, klass: Path
) -> None:
    for student in gradebook.students:
        student.email = student.first_name = student.last_name = student.lms_user_id = None
    gradebook.db.commit()
    said = export("moodle", "--into", worksheet())
    assert said["exit"] == 2
    assert "Nothing was written" in said["error"]
    assert "no row in the table" in said["error"]
    assert not (klass / "exports").exists()


def test_a_class_list_adds_what_the_gradebook_lacks(
    gradebook: Any, worksheet: Write, export: Any, klass: Path, roster: Path
) -> None:
    for student in gradebook.students:
        student.email = student.first_name = student.last_name = student.lms_user_id = None
    gradebook.db.commit()
    assert export("moodle", "--into", worksheet())["marks"] == MARKS
    roster.rename(klass / "elsewhere.csv")
    assert export("moodle", "--into", worksheet())["marks"] == {}
    assert export("moodle", "--into", worksheet(), "--roster", "elsewhere.csv")["marks"] == MARKS


def test_the_canvas_column_may_have_any_name(
    gradebook: Any, canvas_file: Write, export: Any, klass: Path
) -> None:
    path = canvas_file()
    path.write_text(path.read_text("utf-8").replace(CANVAS_COLUMN, "Service quality (4314282)"))
    said = export("canvas", "--into", path)
    assert "Columns for marks: Essay (7); Service quality (4314282)" in said["error"]
    assert export("canvas", "--into", path, "--column", "Service quality")["marks"] == MARKS


def test_neither_of_two_columns_with_the_lessons_name_is_chosen(
    gradebook: Any, canvas_file: Write, export: Any
) -> None:
    path = canvas_file()
    path.write_text(path.read_text("utf-8").replace("Essay (7)", "03_rater again (7)"), "utf-8")
    assert "several columns are called '03_rater'" in export("canvas", "--into", path)["error"]
    chosen = export("canvas", "--into", path, "--column", "Lesson 3, 03_rater (4314282)")
    assert chosen["marks"] == MARKS


IMPOSSIBLE = {
    "no_file": (["--to", "canvas"], "--into FILE"),
    "a_file_too_many": (
        ["--to", "moodle-gradebook", "--into", "canvas.csv"],
        "--into cannot be used",
    ),
    "wrong_lms": (["--to", "moodle", "--into", "canvas.csv"], "not a Moodle grading worksheet"),
    "other_wrong_lms": (
        ["--to", "blackboard", "--into", "canvas.csv"],
        "not a Blackboard gradebook",
    ),
    "no_canvas": (["--to", "canvas", "--into", "worksheet.csv"], "not a Canvas gradebook"),
    "missing": (["--to", "canvas", "--into", "none.csv"], "none.csv cannot be read"),
    "overwritten": (
        ["--to", "canvas", "--into", "canvas.csv", "--out", "./canvas.csv"],
        "is the file from the LMS",
    ),
    "no_table": (["--to", "canvas", "--into", "book.xlsx"], "is a spreadsheet"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_impossible_requests_are_explained_and_nothing_is_written(
    case: str, gradebook: Any, canvas_file: Write, worksheet: Write, run: Any, klass: Path
) -> None:
    canvas_file()
    worksheet()
    (klass / "book.xlsx").write_bytes(b"PK\x03\x04")
    words, expected = IMPOSSIBLE[case]
    result = run("export", LESSON, "--json", *words)
    assert result.exit_code == 2
    assert expected in json.loads(result.stdout)["error"]
    assert not (klass / "exports").exists()


def test_a_gradebook_that_is_not_one_is_reported(klass: Path, export: Any) -> None:
    (klass / "gradebook.db").write_text("no database" * 100)
    assert "gradebook.db cannot be used" in export("moodle-gradebook")["error"]


def test_a_lesson_missing_from_the_gradebook_is_reported(
    gradebook: Any, run: Any, klass: Path
) -> None:
    result = run("export", "02_loyalty_stages", "--to", "moodle-gradebook", "--json")
    assert "does not have 02_loyalty_stages" in json.loads(result.stdout)["error"]


def test_exporting_does_not_create_a_gradebook(klass: Path, export: Any) -> None:
    said = export("moodle-gradebook")
    assert said["exit"] == 2
    assert "There is no gradebook" in said["error"]
    assert not (klass / "gradebook.db").exists()


def test_the_gradebook_is_the_one_in_nbgraders_settings(
    gradebook: Any, klass: Path, export: Any
) -> None:
    (klass / "gradebook.db").rename(klass / "marks.db")
    with (klass / "nbgrader_config.py").open("a") as config:
        config.write('\nc.CourseDirectory.db_url = "sqlite:///marks.db?timeout=120"\n')
    assert export("moodle-gradebook")["marks"] == MARKS


def test_the_last_line_says_what_was_done_and_what_comes_next(
    gradebook: Any, worksheet: Write, run: Any
) -> None:
    result = run("export", LESSON, "--to", "moodle", "--into", worksheet())
    said = " ".join(result.output.split())
    assert "exports/03_rater.moodle.csv: 4 marks for 03_rater, out of 20; 0 need a look." in said
    assert said.endswith("Next: in the Moodle assignment, Upload grading worksheet")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_in_the_docs_work(
    command: str,
    gradebook: Any,
    canvas_file: Write,
    worksheet: Write,
    blackboard_file: Write,
    roster: Path,
    students: Any,
    notebook: Any,
    moodle: Any,
    download: Any,
    run: Any,
    klass: Path,
) -> None:
    for make in (canvas_file, worksheet, blackboard_file):
        make()
    uploads = [(one, f"{LESSON}.ipynb", notebook("x")) for one in students[:4]]
    shutil.copy(download(moodle(uploads)), klass / "submissions.zip")
    result = run(*shlex.split(command))
    assert result.exit_code == 0, result.output


def test_the_docs_contain_commands_to_test() -> None:
    assert {command.split()[0] for command in COMMANDS} == {"collect", "export"}


def test_the_imitated_importers_refuse_what_their_lms_refuses() -> None:
    with pytest.raises(RefusedError):
        Canvas({}, {}).changes(b"Name,Number,Points,Section\nx,1,2,3\n")
    with pytest.raises(RefusedError):
        MoodleAssignment({}, 1).upload(b"ID,Grade\n1,2\n")
    with pytest.raises(RefusedError):
        MoodleGradebook({}).upload(b"Email address,x\nada@x.org,3\n", "Email address")
    assert (
        MoodleAssignment({"7": "ada"}, 10).upload(
            b"Identifier,Grade,Last modified (grade)\nParticipant 7,11,-\n"
        )
        == {}
    )


def test_without_any_mark_the_gradebook_file_says_only_that(
    gradebook: Any, run: Any, roster: Path
) -> None:
    """The addresses are known, so nothing may be said about them."""
    for one in gradebook.assignment_submissions(LESSON):
        gradebook.db.delete(one)
    gradebook.db.commit()
    said = run("export", LESSON, "--to", "moodle-gradebook")
    assert said.exit_code == 2
    assert said.stderr == f"Nothing was written: nobody in this file has a mark for {LESSON}.\n"
