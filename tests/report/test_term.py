"""The page on the term says who needs help and which mistakes stay; it is for the instructor."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from grading_helpers.instructor.cli import app
from grading_helpers.instructor.gradebook.late_work import LateStudent
from grading_helpers.instructor.gradebook.marks import KnownStudent, LessonMarks, Mark
from grading_helpers.instructor.grader.storage.journal import JournalEntry
from grading_helpers.instructor.grader.submission_result import AutoScore, SubmissionResult
from grading_helpers.instructor.lms.roster import Person, Roster
from grading_helpers.instructor.report.graded_class import GradedWork
from grading_helpers.instructor.report.term import (
    StayingMisconception,
    TermReport,
    lost_before_and_now,
    students_in_term,
    term_csv,
    term_page,
)

LESSON = "03_rater"
MARKS = {
    "ada": (18, 19, 20),
    "bo": (8, 9, 9),
    "cy": (18, None, None),
    "dee": (20, 18, 10),
    "eve": (None, None, None),
}


def lesson_marks(number: int) -> LessonMarks:
    marks = {
        name: Mark(name, float(given[number]))
        for name, given in MARKS.items()
        if given[number] is not None
    }
    known = tuple(KnownStudent(name, name.title()) for name in MARKS)
    return LessonMarks(f"0{number}_lesson", 20.0, marks, known)


@pytest.fixture
def term() -> TermReport:
    """A term of three lessons with invented marks."""
    lessons = tuple(map(lesson_marks, range(3)))
    late = {one.lesson: {} for one in lessons}
    late["02_lesson"] = {"dee": LateStudent("dee", 7200, 2.0)}
    stays = StayingMisconception("01_lesson", "nps", "The <passives> are missing.", ("bo",), 1)
    students = tuple(students_in_term(lessons, late, None))
    return TermReport(lessons, students, (stays,), {"02_lesson": 1}, ("A note.",))


def test_who_needs_help_is_named_with_the_reason(term: TermReport) -> None:
    assert {one.student: list(one.needs_help) for one in term.students} == {
        "ada": [],
        "bo": ["43 % of the points so far"],
        "cy": ["no work in the last 2 lessons"],
        "dee": ["50 % in the last lesson, 95 % before"],
        "eve": ["no work yet"],
    }


def test_with_a_class_list_only_those_on_it_are_in_the_term() -> None:
    lessons = [lesson_marks(0)]
    listed = Roster([Person("ada"), Person("zoe", "Zoe", "Li")])
    found = list(students_in_term(lessons, {"00_lesson": {}}, listed))
    assert [(one.student, one.name) for one in found] == [("ada", "Ada"), ("zoe", "Zoe Li")]


def test_the_page_shows_marks_lateness_help_and_what_stays(term: TermReport) -> None:
    page = term_page(term, "29 November 2026", "Focus on Customers")
    assert "The &lt;passives&gt; are missing." in page
    assert "<li>Bo (bo): 43 % of the points so far</li>" in page
    assert '10<br><span class="tag">late, −2</span>' in page
    assert "1 student in <code>02_lesson</code> still has written answers to be marked" in page
    assert page.index("Who needs help") < page.index("Misconceptions that stay")
    assert "<script" not in page


def test_the_table_has_a_row_for_each_student(term: TermReport) -> None:
    rows = list(csv.DictReader(io.StringIO(term_csv(term))))
    [dee] = [row for row in rows if row["student_id"] == "dee"]
    assert (dee["02_lesson"], dee["02_lesson late hours"], dee["share"]) == ("10", "2.0", "0.800")
    [cy] = [row for row in rows if row["student_id"] == "cy"]
    assert cy["02_lesson"] == ""


def test_no_name_in_the_table_is_a_formula(term: TermReport) -> None:
    named = replace(term.students[0], name="Ada;=HYPERLINK(1)")
    assert "Ada;'=HYPERLINK(1)" in term_csv(replace(term, students=(named,)))


def graded(work: str, score: float) -> JournalEntry:
    scores = {"nps_empty": AutoScore(score, 1.0)}
    result = SubmissionResult("bo", LESSON, graded=True, scores=scores)
    return JournalEntry(digest=work, result=result, work=work)


def test_a_mistake_stays_if_other_work_loses_the_same_test() -> None:
    now = GradedWork("bo", {"nps_empty": 0.0}, {}, frozenset())
    tests = {"nps_empty": 1.0}
    assert lost_before_and_now([graded("a", 0.0), graded("b", 0.0)], now, tests)
    assert not lost_before_and_now([graded("a", 0.0), graded("a", 0.0)], now, tests)
    assert not lost_before_and_now([graded("a", 1.0), graded("b", 0.0)], now, tests)
    assert not lost_before_and_now([graded("b", 0.0)], now, tests)
    assert not lost_before_and_now([], now, tests)


def test_a_class_list_is_needed_to_leave_others_out(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    said = CliRunner().invoke(app, ["term", "--folder", str(tmp_path), "--listed-only"])
    assert said.exit_code == 2
    assert "--listed-only needs a class list" in said.stderr
