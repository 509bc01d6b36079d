"""Late work costs what the settings say, in ``course grade`` and in nbgrader."""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from lms_files import zipped
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config
from without_sandbox import LESSON, WRONG, course, grade_without_sandbox, hand_in

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.late_work import (
    Extension,
    LateSettings,
    read_extensions,
    read_late_settings,
)
from grading_helpers.instructor.gradebook.settings import charge_for_late_work

SETTINGS = """from grading_helpers.instructor.gradebook.settings import charge_for_late_work
c = get_config()
c.CourseDirectory.course_id = "fans"
charge_for_late_work(c)
"""
DUE = "2026-11-22 09:00:00 UTC"


@pytest.fixture
def here(folder: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class of which ada and zoe hand in an hour late, at 10 % a day."""
    grade_without_sandbox(monkeypatch)
    (folder.root / "nbgrader_config.py").write_text(SETTINGS)
    settle(folder.root, 'penalty: "10%"')
    monkeypatch.chdir(folder.root)
    hand_in(folder.root, "nils", "2026-11-22 08:00:00 UTC")
    hand_in(folder.root, "zoe")
    with book(folder.root) as opened:
        opened.update_or_create_assignment(LESSON, duedate=DUE)
    return folder.root


def settle(root: Path, *lines: str) -> None:
    (root / "course").mkdir(exist_ok=True)
    (root / "course" / "course.yml").write_text("late:\n" + "".join(f"  {one}\n" for one in lines))


def book(root: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{root}/gradebook.db", "fans")


def penalties(root: Path) -> dict[str, float]:
    with book(root) as opened:
        return {
            one.student.id: one.late_submission_penalty
            for one in opened.assignment_submissions(LESSON)
        }


def mark_essay(root: Path, student: str) -> None:
    with book(root) as opened:
        grade = opened.find_grade("essay", LESSON, LESSON, student)
        grade.manual_score, grade.needs_manual_grade = 2.0, False
        opened.db.commit()


@pytest.mark.integration
def test_late_students_are_named_and_lose_what_the_settings_say(here: Path) -> None:
    said = course("grade", LESSON)
    assert said.exit_code == 0, said.output
    assert "  ada: late by 1 hour, 0.7 points off\n" in said.stdout
    assert "nils" not in said.stdout
    assert penalties(here) == pytest.approx({"ada": 0.7, "nils": 0.0, "zoe": 0.7})
    told = json.loads(course("grade", LESSON, "--json").stdout)
    assert [one["student"] for one in told["late"]] == ["ada", "zoe"]
    mark_essay(here, "ada")
    course("feedback", LESSON, "ada")
    assert penalties(here)["ada"] == pytest.approx(0.9), "a share of all points earned"


@pytest.mark.integration
def test_an_extension_counts_even_if_it_is_granted_after_grading(here: Path) -> None:
    course("grade", LESSON)
    extensions = here / "extensions.csv"
    extensions.write_text(
        f"student_id;lesson;until;days\r\nada;{LESSON};2026-11-22 12:00 UTC;\r\n"
        "zoe;08_other;;3\r\nlea;;;2\r\n"
    )
    said = course("grade", LESSON)
    assert said.exit_code == 1
    assert "ada: late" not in said.stdout
    assert "lea has an extension in extensions.csv, but is not in the gradebook" in said.stdout
    assert penalties(here) == pytest.approx({"ada": 0.0, "nils": 0.0, "zoe": 0.7})
    extensions.write_text("student_id,lesson,days\nzoe,,0.5\n")
    course("grade", LESSON)
    assert penalties(here) == pytest.approx({"ada": 0.7, "nils": 0.0, "zoe": 0.0})


@pytest.mark.integration
def test_a_missing_due_date_is_told_if_lateness_costs_something(here: Path) -> None:
    with book(here) as opened:
        opened.find_assignment(LESSON).duedate = None
        opened.db.commit()
    assert f"{LESSON} has no due date, so nothing counts as late" in course("grade", LESSON).stdout
    settle(here, "penalty: 0")
    assert "no due date" not in course("grade", LESSON).stdout


@pytest.mark.integration
def test_marked_work_is_replaced_only_if_that_is_wanted_for_that_student(here: Path) -> None:
    course("grade", LESSON)
    mark_essay(here, "ada")
    hand_in(here, "ada", "2026-11-22 10:00:00 UTC", **WRONG)
    held = (
        "  ada: handed in again after the work was marked by hand; the marked work still counts. "
        f"To replace it: course grade {LESSON} --replace ada"
    )
    for words in ([], ["--force"], ["--replace", "zoe"]):
        said = course("grade", LESSON, *words)
        assert (said.exit_code, held in said.stdout) == (1, True), said.output
    said = course("grade", LESSON, "--replace", "ada")
    what = "mark changed from 8.1 to 5.4: totals_values 3 to 0, 0.3 less off for lateness"
    assert f"  ada: {what}\n" in said.stdout, "the change adds up"


@pytest.mark.integration
def test_collecting_keeps_work_that_was_marked(here: Path, tmp_path: Path) -> None:
    course("grade", LESSON)
    mark_essay(here, "ada")
    place = here / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb"
    marked = place.read_bytes()
    other = marked.replace(b"Our fans", b"Some fans")
    download = tmp_path / "late.zip"
    download.write_bytes(zipped({f"{name}/{LESSON}.ipynb": other for name in ("ada", "zoe")}))
    said = course("collect", LESSON, download, "--force")
    assert "ada: handed in other work, but the earlier work was marked by hand" in said.stdout
    assert place.read_bytes() == marked
    assert (here / "submitted" / "zoe" / LESSON / f"{LESSON}.ipynb").read_bytes() == other
    course("collect", LESSON, download, "--force", "--replace", "ada")
    assert place.read_bytes() == other


def attempts(work: bytes, *clock: str) -> bytes:
    """Return Blackboard's download of several attempts of ada's on one day."""
    return zipped(
        {
            f"Fans_ada_attempt_2026-11-22-{one}-00_{LESSON}.ipynb": work + b" " * number
            for number, one in enumerate(clock)
        }
    )


@pytest.mark.integration
def test_the_last_attempt_or_the_last_on_time_counts(here: Path, tmp_path: Path) -> None:
    (here / "roster.csv").write_text("student_id,name\nada,Ada\n")
    place = here / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb"
    stamp = place.with_name("timestamp.txt")
    work, download = place.read_bytes(), tmp_path / "download.zip"
    settle(here, "counts: last on time", "grace_minutes: 10")
    stamp.unlink()
    place.unlink()
    download.write_bytes(attempts(work, "08-00", "09-08", "11-00"))
    said = course("collect", LESSON, download, "--timezone", "UTC")
    assert stamp.read_text() == "2026-11-22 09:08:00 UTC\n"
    assert "handed in again after the deadline; earlier work counts; not taken" in said.stdout
    download.write_bytes(attempts(work, "12-00"))
    said = course("collect", LESSON, download, "--timezone", "UTC")
    assert "came after the deadline; the work in submitted/ was on time and counts" in said.stdout
    assert stamp.read_text() == "2026-11-22 09:08:00 UTC\n"
    settle(here, "counts: last")
    course("collect", LESSON, download, "--timezone", "UTC")
    assert stamp.read_text() == "2026-11-22 12:00:00 UTC\n"


@pytest.mark.integration
def test_the_best_attempt_counts_after_its_penalty(here: Path, tmp_path: Path) -> None:
    settle(here, "penalty: 4", "counts: best")
    (here / "roster.csv").write_text("student_id,name\nada,Ada\n")
    work = here / "submitted" / "ada" / LESSON
    right = (work / f"{LESSON}.ipynb").read_bytes()
    hand_in(here, "ada", **WRONG)
    wrong = (work / f"{LESSON}.ipynb").read_bytes()
    for file in work.iterdir():
        file.unlink()
    download = tmp_path / "download.zip"
    # Wrong and on time (4 of 7), right and late (7 less 4), nothing.
    download.write_bytes(
        zipped(
            {
                f"Fans_ada_attempt_2026-11-22-{clock}-00_{LESSON}.ipynb": content
                for clock, content in (("08-00", wrong), ("11-00", right), ("12-00", wrong + b" "))
            }
        )
    )
    course("collect", LESSON, download, "--timezone", "UTC")
    said = course("grade", LESSON)
    assert said.exit_code == 0, said.output
    assert "ada: late" not in said.stdout
    history = course("history", LESSON, "ada").stdout
    assert history.count("another attempt earned more and counts") == 1
    assert "In the gradebook: 4 of 9 points." in history
    assert "0 graded, 0 failed" in course("grade", LESSON).stdout
    settle(here, "penalty: 1", "counts: best")
    said = course("grade", LESSON, "--force")
    assert "In the gradebook: 6 of 9 points, 1 less" in course("history", LESSON, "ada").stdout


def test_nbgrader_uses_the_same_penalties(tmp_path: Path) -> None:
    settle(tmp_path, "penalty: 1.5", "per: hour", "at_most: 50%")
    config = Config()
    config.CourseDirectory.root = str(tmp_path)
    charge_for_late_work(config)
    step = AssignLatePenalties(config=config)
    step.init_plugin()
    off = step.plugin_inst.late_submission_penalty
    assert [off("ada", 8.0, seconds) for seconds in (0, 60, 3700, 90000)] == [None, 1.5, 3.0, 4.0]
    config.LateSubmissionPlugin.penalty_method = "zero"
    step = AssignLatePenalties(config=config)
    step.init_plugin()
    assert step.plugin_inst.late_submission_penalty("ada", 8.0, 60) == 8.0


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("penalty: a lot", "late.penalty: write points, such as 2, or a share"),
        ('penalty: "110%"', "late.penalty: it cannot be more than 100%"),
        ("per: week", "late.per: Input should be 'day', 'hour' or 'once'"),
        ("cut_of_days: 3", "late.cut_of_days: Extra inputs are not permitted"),
    ],
)
def test_settings_that_are_not_understood_are_named(tmp_path: Path, line: str, fault: str) -> None:
    settle(tmp_path, line)
    with pytest.raises(CommandError, match="cannot be read") as said:
        read_late_settings(tmp_path)
    assert fault in str(said.value)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("ada,07_fans,tomorrow,", "row 2: 'tomorrow' is not a time such as"),
        ("ada,07_fans,,two", "row 2: could not convert string to float"),
        ("ada,07_fans,,-1", "row 2: '-1' is not a number of days"),
        ("ada,07_fans,,", "row 2: it needs either a time in until or a number in days"),
        (",07_fans,,2", "row 2: it names no student"),
    ],
)
def test_an_extension_that_is_not_understood_is_named(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "extensions.csv").write_text(f"student_id,lesson,until,days\n{row}\n")
    with pytest.raises(CommandError) as said:
        read_extensions(tmp_path, LESSON)
    assert fault in str(said.value)


def test_a_course_without_settings_for_late_work_deducts_nothing(tmp_path: Path) -> None:
    assert read_late_settings(tmp_path) == LateSettings()
    assert LateSettings().points_off(20, 1e6) == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_extensions_are_read_as_a_spreadsheet_saves_them(
    tmp_path: Path, encoding: str, end: str
) -> None:
    rows = ("sep=;", "Student_ID;lesson;until;days", "jürgen;;2026-11-22 13:00 CET;;", ";;;")
    first = () if end == "\r" else rows[:1]
    text = end.join([*first, *rows[1:], ""])
    (tmp_path / "extensions.csv").write_bytes(text.encode(encoding))
    assert read_extensions(tmp_path, LESSON) == {"jürgen": Extension(datetime(2026, 11, 22, 12))}


@pytest.mark.parametrize(
    ("due", "hours"),
    [
        ("2026-10-24 21:59", 49),
        ("2026-03-28 22:59", 48),
        ("2026-11-20 22:59", 48),
    ],
    ids=["summer time ends", "summer time begins", "winter"],
)
def test_days_of_an_extension_end_at_the_hour_of_the_due_date(
    due: str, hours: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Madrid")
    time.tzset()
    try:
        assert Extension(days=2).after(datetime.fromisoformat(due)) == timedelta(hours=hours)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_deadline_within_the_hour_that_comes_twice_is_the_later_one(tmp_path: Path) -> None:
    rows = "student_id,until\nada,2026-10-25 02:30 Europe/Madrid\n"
    (tmp_path / "extensions.csv").write_text(rows, "utf-8")
    found = read_extensions(tmp_path, LESSON)
    assert found == {"ada": Extension(datetime(2026, 10, 25, 1, 30))}
