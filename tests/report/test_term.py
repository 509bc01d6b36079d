"""The page on the term says who needs help and which mistakes stay; it is for the instructor."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.late_work import LateStudent
from grading_helpers.instructor.gradebook.marks import KnownStudent, LessonMarks, Mark
from grading_helpers.instructor.grader.storage.journal import JournalEntry
from grading_helpers.instructor.grader.submission_result import AutoScore, SubmissionResult
from grading_helpers.instructor.lms.roster import Person, Roster
from grading_helpers.instructor.report.graded_class import ClassWork, GradedWork
from grading_helpers.instructor.report.lesson_report import ItemRow, LessonReport, doubtful_tests
from grading_helpers.instructor.report.page import report_page
from grading_helpers.instructor.report.statistics import Estimate, ItemEstimates
from grading_helpers.instructor.report.students_page import student_rows, students_page
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


@pytest.mark.integration
def test_the_command_writes_the_term_of_a_graded_class(
    graded: CourseFolder, class_work: ClassWork
) -> None:
    said = CliRunner().invoke(app, ["term", "--folder", str(graded.root), "--json"])
    assert said.exit_code == 0, said.output
    told = json.loads(said.stdout)
    assert [one["lesson"] for one in told["lessons"]] == [LESSON]
    names = {one["student"] for one in told["students"]}
    assert {one.student for one in class_work.works} <= names
    assert told["misconceptions"]
    assert all(one["again"] or len(one["students"]) > 1 for one in told["misconceptions"])
    assert (graded.root / "reports" / "term.html").is_file()
    listed = graded.root / "section.csv"
    chosen = class_work.works[0].student
    listed.write_text(f"student_id,name\n{chosen},X\n")
    words = ["term", "--folder", str(graded.root), "--roster", str(listed), "--json"]
    told = json.loads(CliRunner().invoke(app, [*words, "--listed-only"]).stdout)
    assert [one["student"] for one in told["students"]] == [chosen]
    listed.unlink()


@pytest.mark.integration
def test_each_lost_test_of_a_student_names_the_command_to_look_into_it(
    class_work: ClassWork, rater: ReadLesson
) -> None:
    page = students_page(class_work, rater)
    rows = student_rows(class_work, rater)
    assert [row.points for row in rows] == sorted(row.points for row in rows)
    for work in class_work.works:
        for exercise in rater.lesson.answers:
            tests = {name: cell.points for name, cell in rater.lesson.tests_of(exercise).items()}
            command = f"<code>course why {LESSON} {work.student} {exercise}</code>"
            assert page.count(command) == len(work.lost(tests))
        assert f"course history {LESSON} {work.student}" in page


def row(name: str, gained: float, discrimination: float | None) -> ItemRow:
    estimates = ItemEstimates(Estimate(gained), Estimate(discrimination), Estimate(0.0))
    return ItemRow("nps", name, 1.0, estimates)


@pytest.mark.integration
def test_the_report_opens_with_what_to_act_on(report: LessonReport) -> None:
    tests = (row("easy", 0.9, 0.5), row("hard", 0.1, 0.5), row("odd", 0.6, -0.2))
    changed = replace(report, tests=tests)
    assert [(test.name, why) for test, why in doubtful_tests(changed)] == [
        ("hard", "only 10 % of its points were gained"),
        ("odd", "students who do well elsewhere do worse in it"),
    ]
    page = report_page(changed, date(2026, 11, 29))
    assert page.index('id="act"') < page.index('id="marks"') < page.index('id="who"')
    act = page[page.index('id="act"') : page.index('id="marks"')]
    assert act.count("<li>") == 3 + 2
    assert report.misconceptions[0].what.words.split("<")[0][:20] in act
    assert f"course why {report.lesson} STUDENT nps" in page
    alone = tuple(replace(one, students=1) for one in report.misconceptions)
    page = report_page(replace(changed, misconceptions=alone), date(2026, 11, 29))
    assert "worth a word in class" not in page
    assert page.count("low discrimination</span>") == 1
    if "what cannot be concluded</summary>" in page:
        assert page.index('id="act"') < page.index('<details class="caution">')


def test_a_class_list_is_needed_to_leave_others_out(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    said = CliRunner().invoke(app, ["term", "--folder", str(tmp_path), "--listed-only"])
    assert said.exit_code == 2
    assert "--listed-only needs a class list" in said.stderr
