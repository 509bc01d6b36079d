"""The report on a class with known answers describes them, and names nobody."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from simulated_class import (
    ABSENT,
    BLANK,
    LESSON,
    NET,
    NO_PYTHON,
    RATIO,
    SECRETS,
    SQUARE,
    STUDENTS,
    WRONG_COLUMN,
    answers_of_class,
)
from typer.testing import CliRunner

from grading_helpers.instructor.authoring.corpus import UNREAD, UNWRITTEN
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader import explain_work
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.self_test import SandboxCheck
from grading_helpers.instructor.grader.submission_result import AutoScore
from grading_helpers.instructor.report import graded_class, lesson_report, rerun
from grading_helpers.instructor.report.command import ClassOptions, _say_what_was_done
from grading_helpers.instructor.report.graded_class import (
    ClassWork,
    NothingGradedError,
    OtherTestsError,
    read_class,
)
from grading_helpers.instructor.report.harvest import HarvestError, harvest
from grading_helpers.instructor.report.lesson_report import (
    ItemRow,
    LessonReport,
    doubtful_tests,
    make_report,
)
from grading_helpers.instructor.report.misconceptions import exception_of_test, words_of_test
from grading_helpers.instructor.report.page import csv_of_tests, report_json, report_page
from grading_helpers.instructor.report.statistics import Estimate, ItemEstimates
from grading_helpers.instructor.report.students_page import student_rows, students_page
from grading_helpers.instructor.report.unexplained import DEPENDS_ON_MORE, NO_EXAMPLE

pytestmark = pytest.mark.integration
FIRST_TEST = "csat_by_store_values"


@pytest.fixture(scope="module")
def answers(rater: ReadLesson) -> dict[str, dict[str, str]]:
    return answers_of_class(rater)


def test_students_who_handed_in_nothing_are_not_counted_as_zero(report: LessonReport) -> None:
    assert report.people.counted == STUDENTS
    assert (report.people.absent, report.people.blank) == (len(ABSENT), len(BLANK))
    assert sum(report.people.refused.values()) == 1
    assert len(report.marks.values) == STUDENTS
    assert report.marks.values[0] > 0


def test_marks_from_before_a_test_was_added_are_not_counted_as_zero(
    graded: CourseFolder, class_work: ClassWork, rater: ReadLesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = tuple(cell for cell in class_work.plan.cells if cell.grade_id != FIRST_TEST)
    with pytest.raises(OtherTestsError, match=f"tests other than those .*{FIRST_TEST}"):
        make_report(replace(class_work, plan=replace(class_work.plan, cells=cells)), rater)
    marks = graded_class._marks

    def without_the_first(*given: Any) -> Any:
        found = marks(*given)
        del found[min(found)][FIRST_TEST]
        return found

    monkeypatch.setattr(graded_class, "_marks", without_the_first)
    with pytest.raises(OtherTestsError, match=r"new tests since .* was graded\. Run `course grade"):
        read_class(graded, LESSON)


def test_text_from_a_students_code_is_not_shown() -> None:
    score = AutoScore(0.0, 1.0, why="AssertionError: Ada was here", theirs=True)
    assert words_of_test(graded_class._why(score)) == ""
    assert words_of_test(graded_class._why(replace(score, theirs=False))) == "Ada was here"
    assert exception_of_test(graded_class._why(replace(score, why="AdaError: x"))) == (
        "a custom exception"
    )


def test_marks_and_difficulties_are_what_the_corpus_says(
    report: LessonReport, rater: ReadLesson, answers: dict[str, dict[str, str]]
) -> None:
    fails = {
        (name, answer.code): answer.fails
        for name, exercise in rater.exercises.items()
        for answer in exercise.answers
    }
    for row in report.tests:
        gained = [
            (row.exercise, work[row.exercise]) in fails
            and row.name not in fails[row.exercise, work[row.exercise]]
            for work in answers.values()
            if row.exercise in work
        ]
        assert row.estimates.difficulty.value == pytest.approx(sum(gained) / STUDENTS), row.name
        assert row.estimates.not_attempted.value == pytest.approx(1 - len(gained) / STUDENTS)


def test_misconceptions_are_counted_as_they_were_simulated(
    report: LessonReport, rater: ReadLesson, answers: dict[str, dict[str, str]]
) -> None:
    messages = {
        (name, answer.code): answer.message
        for name, exercise in rater.exercises.items()
        for answer in exercise.wrong
    }
    drawn = Counter(
        (name, messages[name, code])
        for work in answers.values()
        for name, code in work.items()
        if (name, code) in messages
    )
    shown = {(one.what.exercise, one.what.words): one.students for one in report.misconceptions}
    assert shown == dict(drawn)
    assert [one.students for one in report.misconceptions] == sorted(shown.values(), reverse=True)


def test_results_beyond_the_corpus_are_grouped(
    report: LessonReport, answers: dict[str, dict[str, str]]
) -> None:
    drawn = Counter(
        (name, "net" if code in NET else code)
        for work in answers.values()
        for name, code in work.items()
    )
    assert all(any(net in work.values() for work in answers.values()) for net in NET)
    by_exercise = {one.exercise: one for one in report.unexplained if one.number == 1}
    assert by_exercise["csat_by_store"].students == drawn["csat_by_store", "net"]
    assert by_exercise["servqual_gaps"].students == drawn["servqual_gaps", RATIO]
    assert by_exercise["ipa_quadrants"].students == drawn["ipa_quadrants", NO_PYTHON]
    assert by_exercise["ipa_quadrants"].note == NO_EXAMPLE
    beyond = ("net", RATIO, NO_PYTHON, WRONG_COLUMN, SQUARE)
    counts = sum(number for (_, code), number in drawn.items() if code in beyond)
    assert sum(one.students for one in report.unexplained) == counts


def test_examples_name_nobody_and_still_give_the_same_result(report: LessonReport) -> None:
    shown = [one for one in report.unexplained if one.example]
    assert shown
    assert {one.note for one in shown} == {""}
    text = (report_page(report, date(2026, 11, 24)) + report_json(report)).casefold()
    for secret in SECRETS:
        assert secret not in text
    assert not re.search(r"\bs\d\d\b", text), "a student's id"


def test_the_page_needs_no_other_file(report: LessonReport) -> None:
    page = report_page(report, date(2026, 11, 24))
    assert "<script" not in page
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert set(re.findall(r"https?://[^\"\s<]+", page)) <= {
        "http://www.w3.org/1999/xlink",
        "http://www.w3.org/2000/svg",
    }
    assert "url(http" not in page
    assert "prefers-color-scheme: dark" in page
    assert page.count('role="img" aria-label="') == 2
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_table_has_a_row_for_each_test(report: LessonReport) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of_tests(report))))
    assert [row["test"] for row in rows] == [row.name for row in report.tests]
    assert float(rows[0]["difficulty"]) == report.tests[0].estimates.difficulty.value
    assert rows[0]["students"] == str(STUDENTS)


def test_a_report_is_the_same_every_time(
    report: LessonReport, class_work: ClassWork, rater: ReadLesson
) -> None:
    assert report_json(make_report(class_work, rater)) == report_json(report)


def test_students_code_never_runs_in_this_process(
    class_work: ClassWork, rater: ReadLesson, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    spy = (
        f"def csat_by_store(survey):\n    try:\n        open({str(mark)!r}, 'w').write('x')\n"
        f"    except OSError:\n        pass\n    import os\n    return {{'all': os.getpid()}}\n"
    )
    one = class_work.works[0]
    cells = tuple(
        replace(cell, source=spy, texts=())
        if cell.grade_id == "csat_by_store"
        else replace(cell, texts=())
        for cell in one.cells
    )
    points = dict.fromkeys(one.points, 0.0)
    changed = replace(one, cells=cells, points=points, why={}, untouched=frozenset())
    made = make_report(replace(class_work, works=(changed,)), rater)
    found = next(one for one in made.unexplained if one.exercise == "csat_by_store")
    assert "lacks" in found.words
    assert not mark.exists()
    assert f"{os.getpid()}" not in report_json(made)


def with_answer(work: ClassWork, rater: ReadLesson, code: str) -> ClassWork:
    """Return a class of one whose answer to the first exercise is new and fails all its tests."""
    one = work.works[0]
    cells = tuple(
        replace(cell, source=code if cell.grade_id == "csat_by_store" else cell.source, texts=())
        for cell in one.cells
    )
    points = {name: cell.points for name, cell in rater.lesson.tests.items()}
    points |= dict.fromkeys(rater.lesson.tests_of("csat_by_store"), 0.0)
    changed = replace(one, cells=cells, points=points, why={}, untouched=frozenset())
    return replace(work, works=(changed,))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("while True: pass", "does not finish in time"),
        ("import os; os._exit(0)", "gives no readable result"),
        ("return ['x' * 1000] * 49_000", "gives no readable result"),
        ("raise SystemExit", "stops with SystemExit"),
        ("print('[]'); return 3", "returns a number instead of a dictionary"),
        ("import sys; sys.stdout = None; return 3", "returns a number instead of a dictionary"),
    ],
    ids=["endless", "leaves", "too much", "exit", "prints", "no stdout"],
)
def test_an_answer_that_misbehaves_is_grouped_too(
    class_work: ClassWork,
    rater: ReadLesson,
    monkeypatch: pytest.MonkeyPatch,
    body: str,
    words: str,
) -> None:
    if "time" in words:
        monkeypatch.setattr(rerun, "Limits", lambda: Limits(cell_cpu=1.0, cell_wall=20.0))
    made = make_report(
        with_answer(class_work, rater, f"def csat_by_store(survey):\n    {body}\n"), rater
    )
    assert [words in one.words for one in made.unexplained] == [True]


def test_without_a_sandbox_nothing_is_run(
    class_work: ClassWork, rater: ReadLesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    fallen = SandboxCheck("none", (), ("files", "network", "processes"))
    monkeypatch.setattr(explain_work, "check_sandbox", lambda _: fallen)
    monkeypatch.setattr(rerun, "Session", None)
    with pytest.raises(explain_work.NoSandboxError, match="needs a sandbox"):
        make_report(class_work, rater)


def test_a_mark_given_by_hand_counts(graded: CourseFolder, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(graded.root, folder)
    copy = CourseFolder(folder, graded.course_id)
    lost = next(one for one in read_class(copy, LESSON).works if not one.points["gap_chart_bars"])
    with Gradebook(copy.url, copy.course_id) as book:
        book.find_grade("gap_chart_bars", LESSON, LESSON, lost.student).manual_score = 1.5
        book.find_grade("rater_recommendation", LESSON, LESSON, lost.student).manual_score = 1.0
        book.db.commit()
    found = next(one for one in read_class(copy, LESSON).works if one.student == lost.student)
    assert found.points["gap_chart_bars"] == 1.5
    assert found.by_hand == {"rater_recommendation": 1.0}


def test_an_example_that_depends_on_another_cell_says_so(
    class_work: ClassWork, rater: ReadLesson
) -> None:
    one = class_work.works[0]
    leaning = "def csat_by_store(survey):\n    return helper_of_mine(survey)\n"
    helper = "def helper_of_mine(survey):\n    return {'all': 1}\n"
    cells = []
    for cell in one.cells:
        cells.append(replace(cell, texts=()))
        if cell.grade_id == "csat_by_store":
            cells[-1] = replace(cell, source=leaning, texts=())
            cells.append(replace(cell, name="extra-1", grade_id="", source=helper, texts=()))
    points = one.points | dict.fromkeys(rater.lesson.tests_of("csat_by_store"), 0.0)
    changed = replace(one, cells=tuple(cells), points=points, why={}, untouched=frozenset())
    made = make_report(replace(class_work, works=(changed,)), rater)
    found = next(one for one in made.unexplained if one.exercise == "csat_by_store")
    assert "lacks" in found.words
    assert found.note == DEPENDS_ON_MORE


@pytest.fixture
def copied(course_copy: Course) -> ReadLesson:
    """The lesson in a writable folder."""
    return read_course(course_copy, "03_rater")[0]


def test_harvest_writes_a_wrong_answer_at_which_the_build_stops(
    class_work: ClassWork, copied: ReadLesson, course_copy: Course
) -> None:
    made = harvest(class_work, copied, "servqual_gaps", 1)
    assert made.file.parent == copied.lesson.folder / "exercises" / "servqual_gaps"
    assert made.fails == ("servqual_gaps_values", "servqual_gaps_missing_answers")
    text = made.file.read_text("utf-8")
    assert text.startswith(f'"""{UNWRITTEN}')
    assert "Fails: servqual_gaps_values, servqual_gaps_missing_answers\n" in text
    assert "kunigunde" not in text.casefold()
    with pytest.raises(FaultsError, match="that nobody has read yet"):
        read_course(course_copy, "03_rater")
    without = read_course(course_copy, "03_rater", drafts=False)[0]
    assert without.exercises == copied.exercises, "the report, and the next harvest"
    written = text.replace(UNWRITTEN, "It divides where it should subtract. Not")
    made.file.write_text(written, "utf-8")
    with pytest.raises(FaultsError, match="that nobody has read yet"):
        read_course(course_copy, "03_rater")
    text = text.replace(f"{UNREAD}\n", "")
    made.file.write_text(text, "utf-8")
    with pytest.raises(FaultsError, match="its message has not been written yet"):
        read_course(course_copy, "03_rater")
    assert read_course(course_copy, "03_rater", drafts=False)[0].exercises == copied.exercises
    made.file.write_text(
        text.replace(UNWRITTEN, "It divides where it should subtract. Not"), "utf-8"
    )
    answers = read_course(course_copy, "03_rater")[0].exercises["servqual_gaps"].wrong
    assert any(answer.file == made.file and answer.fails == made.fails for answer in answers)


def test_harvest_does_not_overwrite_a_file(class_work: ClassWork, copied: ReadLesson) -> None:
    made = harvest(class_work, copied, "csat_by_store", 1)
    made.file.write_text("mine", "utf-8")
    with pytest.raises(HarvestError, match="already exists"):
        harvest(class_work, copied, "csat_by_store", 1)
    assert made.file.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("exercise", "number", "words"),
    [
        ("no_such", 1, "has no exercise 'no_such'. It has: csat_by_store"),
        ("csat_by_store", 0, "there is no number 0"),
        ("csat_by_store", 99, "there is no number 99"),
        ("ipa_quadrants", 1, "none of these answers is valid Python"),
    ],
)
def test_harvest_says_why_there_is_nothing_to_add(
    class_work: ClassWork, copied: ReadLesson, exercise: str, number: int, words: str
) -> None:
    with pytest.raises(HarvestError, match=re.escape(words)):
        harvest(class_work, copied, exercise, number)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grading_helpers.instructor", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_reads_an_exported_class_list_and_writes_both_files(
    graded: CourseFolder, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(graded.root, folder)
    listed = tmp_path / "from canvas.csv"
    listed.write_text(
        "Student,ID,Own key,Section\n    Points Possible,,,\n"
        '"Zwiebel, Annegret",1001,zz_absent_three,CS101\n"Ott, Ida",1002,s01,CS101\n'
    )
    words = ("--folder", str(folder), "--roster", str(listed))
    refused = run("report", LESSON, *words)
    assert refused.returncode == 2
    assert "Name the column with the student ids: --id-column NAME" in refused.stderr
    column = ("--id-column", "Own key")
    said = run("report", LESSON, *words, *column, "--similar")
    assert said.returncode == 0, said.stderr
    assert f"{STUDENTS} students. Left out: 3 without work" in said.stdout
    page = (folder / "reports" / f"{LESSON}.html").read_text("utf-8")
    assert "Similarity proves nothing" in page
    assert (folder / "reports" / f"{LESSON}.csv").is_file()
    options = f"--folder {folder} --roster '{listed}' --id-column 'Own key'`"
    assert re.search(rf"Next: `course harvest 03_rater \w+ 1 {re.escape(options)}", said.stdout)
    harvested = run("harvest", LESSON, "csat_by_store", "99", *words, *column)
    assert "there is no number 99" in harvested.stderr


def printed(made: LessonReport, patch: pytest.MonkeyPatch, *words: str) -> str:
    """Run the command on a report that is made already, which takes a minute."""
    patch.setattr(lesson_report, "make_report", lambda *_: made)
    done = CliRunner().invoke(app, ["report", LESSON, *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_command_prints_the_numbers_as_json(
    graded: CourseFolder, report: LessonReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = printed(report, monkeypatch, "--folder", str(graded.root), "--json")
    numbers = json.loads(said)
    assert numbers["people"]["counted"] == STUDENTS
    assert numbers["cautions"] == []
    assert {"alpha_of_tests", "misconceptions", "unexplained", "effort"} <= numbers.keys()


@pytest.mark.parametrize(
    ("lesson", "words"),
    [("04_journey_mapping", "Run `course grade 04_journey_mapping`"), ("99", "no lesson '99'")],
)
def test_the_command_says_what_to_do_if_nothing_was_graded(
    graded: CourseFolder, lesson: str, words: str
) -> None:
    done = run("report", lesson, "--folder", str(graded.root))
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_notebook_or_journal_affects_nobody_else(
    graded: CourseFolder, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(graded.root, folder)
    (folder / "autograded" / "s03" / "03_rater" / "03_rater.ipynb").write_text("{", "utf-8")
    (folder / "autograded" / "s04" / "03_rater" / "03_rater.ipynb").write_text("[]", "utf-8")
    journal = folder / ".grading" / "03_rater.jsonl"
    journal.write_text(journal.read_text("utf-8") + '{"student": "s05", "gra', "utf-8")
    work = read_class(CourseFolder(folder, graded.course_id), "03_rater")
    assert len(work.works) == STUDENTS - 2
    assert len(work.unreadable) == 2
    assert any("s03" in one for one in work.unreadable)


def test_the_order_of_grading_does_not_matter(
    graded: CourseFolder, class_work: ClassWork, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(graded.root, folder)
    journal = folder / ".grading" / "03_rater.jsonl"
    lines = journal.read_text("utf-8").splitlines(keepends=True)
    journal.write_text("".join(reversed(lines)), "utf-8")
    assert read_class(CourseFolder(folder, graded.course_id), LESSON).works == class_work.works


def test_the_notebooks_give_the_same_results_without_a_journal(
    graded: CourseFolder,
    rater: ReadLesson,
    report: LessonReport,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(graded.root, folder)
    shutil.rmtree(folder / ".grading")
    work = read_class(CourseFolder(folder, graded.course_id), LESSON)
    made = make_report(work, rater)
    assert made.people.unrecorded == made.people.counted == STUDENTS
    assert (made.people.blank, made.people.absent) == (len(BLANK), len(ABSENT))
    assert (made.tests, made.misconceptions) == (report.tests, report.misconceptions)
    assert made.unexplained == report.unexplained
    assert made.effort.exceptions == report.effort.exceptions
    assert (made.effort.median, made.effort.longest) == (None, None)
    page = report_page(made, date(2026, 11, 24))
    assert f"For {STUDENTS} students in the statistics there is no grading journal" in page
    assert "Grading took" not in page
    json.loads(report_json(made))
    said = printed(made, monkeypatch, "--folder", str(folder))
    assert f"For {STUDENTS} of them there is no grading journal" in said
    assert f"`course grade {LESSON}` grades them again" in said


def test_a_class_that_answered_nothing_has_no_report(
    class_work: ClassWork, rater: ReadLesson
) -> None:
    with pytest.raises(NothingGradedError, match="nobody answered anything"):
        make_report(replace(class_work, works=()), rater)


def test_a_report_on_one_student_claims_little(class_work: ClassWork, rater: ReadLesson) -> None:
    made = make_report(replace(class_work, works=class_work.works[:1]), rater)
    page = report_page(made, date(2026, 11, 24))
    assert "So few students say nothing" in page
    assert "undefined" in page
    json.loads(report_json(made))


def test_the_page_mentions_only_groups_that_are_left_out(report: LessonReport) -> None:
    page = report_page(report, date(2026, 11, 24))
    assert "2 people of the class without usable work" in page
    assert "Nobody is left out" not in page
    nobody = replace(report.people, absent=0, blank=0, refused={}, unreadable=0)
    page = report_page(replace(report, people=nobody), date(2026, 11, 24))
    assert "Nobody is left out." in page
    assert not re.findall(r"<li>0 ", page)


def test_tests_of_lower_trust_are_named(report: LessonReport) -> None:
    assert report.lower_trust == ()
    assert "Lower trust" not in report_page(report, date(2026, 11, 24))
    page = report_page(replace(report, lower_trust=("own_class", "other")), date(2026, 11, 24))
    assert "Lower trust: <code>own_class</code>, <code>other</code>." in page


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


def test_the_page_on_students_names_what_ended_a_test_that_no_message_explains(
    class_work: ClassWork, rater: ReadLesson
) -> None:
    page = students_page(class_work, rater)
    assert re.search(
        r"<td>It stopped with SyntaxError: [^<]+, on line \d+ of the cell\.</td>", page
    )
    assert "ipython-input" not in page


def test_only_a_result_with_an_example_is_offered_to_harvest(
    report: LessonReport, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without one, the answers may be right: a library was missing, or a name mistyped."""
    first, *_ = report.unexplained
    for example, offered in (("", False), ("def nps(): ...", True)):
        made = replace(report, unexplained=(replace(first, example=example),))
        _say_what_was_done(made, Path("reports/03_rater"), ClassOptions(None, None, ""))
        assert ("course harvest" in capsys.readouterr().out) is offered


def item_row(name: str, gained: float, discrimination: float | None) -> ItemRow:
    estimates = ItemEstimates(Estimate(gained), Estimate(discrimination), Estimate(0.0))
    return ItemRow("nps", name, 1.0, estimates)


def test_the_report_opens_with_what_to_act_on(report: LessonReport) -> None:
    tests = (
        item_row("easy", 0.9, 0.5),
        item_row("hard", 0.1, 0.5),
        item_row("odd", 0.6, -0.2),
    )
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
