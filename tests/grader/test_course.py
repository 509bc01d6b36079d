"""A class is graded as by stock nbgrader, a killed run resumes, and two runs never overlap."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from typing import Any

import nbformat
import pytest
from hostile.lesson import TESTS, as_bytes, filled_in, release_notebook
from nbgrader.api import Gradebook

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.demo.students import DemoStudent, demo_class
from grading_helpers.instructor.gradebook import opening
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader import nbgrader_plugin
from grading_helpers.instructor.grader.grade_class import Options, grade_lesson
from grading_helpers.instructor.grader.grade_submission import grade_notebook
from grading_helpers.instructor.grader.parallel import grade_submissions
from grading_helpers.instructor.grader.storage.journal import read_journal
from grading_helpers.instructor.grader.storage.lock_and_backup import (
    BACKUPS_KEPT,
    BusyError,
    back_up,
    only_run,
)
from grading_helpers.instructor.grader.storage.save_marks import GradebookWriter
from grading_helpers.instructor.grader.submission.assignment import Assignment, make_assignment
from grading_helpers.instructor.grader.submission.upload import Submission
from grading_helpers.instructor.grader.submission_result import SubmissionResult
from grading_helpers.instructor.nbgrader_api import nbgrader_api

pytestmark = pytest.mark.integration

LESSON = "07_fans"


@pytest.fixture(scope="module")
def students(course: Course, rater: ReadLesson) -> list[DemoStudent]:
    release = course.release("03_rater").read_text("utf-8")
    return demo_class(rater.lesson, rater.exercises, release)


def test_the_whole_demo_class_gets_the_expected_marks(
    course: Course, students: list[DemoStudent]
) -> None:
    source, release = (
        json.loads((course.root / kind / "03_rater" / "03_rater.ipynb").read_text("utf-8"))
        for kind in ("source", "release")
    )
    assignment = make_assignment("03_rater", source, release)
    submissions = [Submission(one.student_id, one.notebook.encode()) for one in students]
    given = {
        result.student: {name: score.score for name, score in result.scores.items()}
        if result.graded
        else None
        for result in grade_submissions(submissions, assignment)
    }
    assert given == {one.student_id: one.due for one in students}


def _marks(folder: CourseFolder, student: str) -> dict[str, Any]:
    with Gradebook(folder.url, "fans") as book:
        notebook = book.find_submission_notebook(LESSON, LESSON, student)
        return {
            grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades
        }


def _grade(folder: CourseFolder, force: bool = False) -> list[str]:
    seen: list[str] = []
    students = folder.students(LESSON)
    options = Options(force=force)
    results = grade_lesson(folder, LESSON, students, lambda one: seen.append(one.student), options)
    assert seen == [result.student for result in results]
    return sorted(seen)


def test_a_class_is_graded_and_saved(folder: CourseFolder) -> None:
    assert _grade(folder) == ["ada", "nils", "zoe"]
    full = {name: (points, False) for name, points in TESTS.items()}
    assert _marks(folder, "ada") == {**full, "essay": (None, True)}
    nothing = dict.fromkeys(TESTS, (0.0, False))
    assert _marks(folder, "nils") == {**nothing, "essay": (0.0, False)}
    assert _marks(folder, "zoe")["totals_values"] == (0.0, False)
    stored = nbformat.read(folder.root / "autograded" / "ada" / LESSON / f"{LESSON}.ipynb", 4)
    nbformat.validate(stored)
    assert "HIDDEN" in stored.cells[3].source


def test_marks_that_cannot_be_saved_affect_one_student(
    folder: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = GradebookWriter.save

    def fails(book: GradebookWriter, result: SubmissionResult, *rest: Any) -> SubmissionResult:
        if result.student == "nils":
            raise UnicodeEncodeError("utf-8", "\udfff", 0, 1, "surrogates not allowed")
        return save(book, result, *rest)

    monkeypatch.setattr(GradebookWriter, "save", fails)
    students = folder.students(LESSON)
    graded = {one.student: one for one in grade_lesson(folder, LESSON, students, lambda _: None)}
    assert [name for name, one in graded.items() if not one.graded] == ["nils"]
    assert "nils: the marks could not be saved (UnicodeEncodeError" in graded["nils"].findings[0]
    monkeypatch.undo()
    assert _grade(folder) == ["nils"]


def test_html_files_of_a_student_are_not_kept(folder: CourseFolder) -> None:
    work = folder.root / "submitted" / "ada" / LESSON
    for name in ("survey.csv", "report.html", "plot.svg", "copy.IPYNB"):
        (work / name).write_text("<script>stolen()</script>")
    _grade(folder)
    kept = {path.name for path in (folder.root / "autograded" / "ada" / LESSON).iterdir()}
    assert kept == {f"{LESSON}.ipynb", "survey.csv", "timestamp.txt"}


def test_graded_work_is_not_graded_again(folder: CourseFolder) -> None:
    _grade(folder)
    assert _grade(folder) == []
    place = folder.root / "submitted" / "zoe" / LESSON / f"{LESSON}.ipynb"
    place.write_bytes(as_bytes(filled_in()))
    assert _grade(folder) == ["zoe"]
    assert _marks(folder, "zoe")["totals_values"] == (3.0, False)
    assert _grade(folder, force=True) == ["ada", "nils", "zoe"]


def test_work_is_graded_again_after_an_older_gradebook_is_restored(
    folder: CourseFolder,
) -> None:
    _grade(folder)
    marks = _marks(folder, "ada")
    (copy,) = (folder.root / ".grading" / "backups").iterdir()
    assert folder.database
    shutil.copy(copy, folder.database)
    assert _grade(folder) == ["ada", "nils", "zoe"]
    assert _marks(folder, "ada") == marks


def test_only_a_run_that_grades_something_makes_a_backup(folder: CourseFolder) -> None:
    for _ in range(3):
        _grade(folder)
    assert len(list((folder.root / ".grading" / "backups").iterdir())) == 1


def test_neither_files_nor_time_of_an_earlier_upload_are_kept(folder: CourseFolder) -> None:
    work, stored = folder.submitted("ada", LESSON), folder.root / "autograded" / "ada" / LESSON
    (work / "data").mkdir()
    (work / "data" / "survey.csv").write_text("1")
    _grade(folder)
    assert (stored / "data" / "survey.csv").is_file()
    assert (stored / "timestamp.txt").is_file()
    shutil.rmtree(work / "data")
    (work / "timestamp.txt").unlink()
    assert _grade(folder) == ["ada"]
    assert [path.name for path in stored.iterdir()] == [f"{LESSON}.ipynb"]
    with Gradebook(folder.url, "fans") as book:
        assert book.find_submission(LESSON, "ada").timestamp is None


def test_a_gradebook_is_found_from_any_folder_of_the_course(folder: CourseFolder) -> None:
    named = replace(folder, db_url="sqlite:///marks.db?timeout=1")
    assert (folder.database, named.database) == (
        folder.root / "gradebook.db",
        folder.root / "marks.db",
    )
    assert named.url.endswith("marks.db?timeout=1")


def test_half_a_line_from_a_killed_run_does_not_damage_other_lines(folder: CourseFolder) -> None:
    home = folder.root / ".grading"
    home.mkdir()
    (home / f"{LESSON}.jsonl").write_text('{"student": "ada", "gra')
    _grade(folder)
    assert set(read_journal(folder.root, LESSON)) == {"ada", "nils", "zoe"}


def test_a_mark_by_hand_is_kept(folder: CourseFolder) -> None:
    _grade(folder)
    with Gradebook(folder.url, "fans") as book:
        book.find_grade("essay", LESSON, LESSON, "ada").manual_score = 1.5
        book.db.commit()
    _grade(folder, force=True)
    with Gradebook(folder.url, "fans") as book:
        assert book.find_grade("essay", LESSON, LESSON, "ada").manual_score == 1.5


RUN = """
import sys
from pathlib import Path
from grading_helpers.instructor.grader.grade_class import grade_lesson
from grading_helpers.instructor.gradebook import opening
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
folder = CourseFolder(Path(sys.argv[1]), "fans")
names = folder.students("07_fans")
grade_lesson(folder, "07_fans", names, lambda one: print(one.student, flush=True))
"""


def test_a_killed_run_resumes_where_it_stopped(folder: CourseFolder) -> None:
    for number in range(8):
        place = folder.root / "submitted" / f"s{number}" / LESSON / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(as_bytes(filled_in()))
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, folder.root], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout
    before = {run.stdout.readline().strip() for _ in range(3)}
    os.kill(run.pid, signal.SIGKILL)
    before |= {line.strip() for line in run.stdout}
    run.wait()
    after = set(_grade(folder))
    assert before and after
    assert len(before & after) <= 1  # saved, but killed before the journal was written
    for student in folder.students(LESSON):
        assert "share_of_fans_values" in _marks(folder, student)


def test_a_second_run_refuses_while_another_is_active(folder: CourseFolder) -> None:
    with only_run(folder.root, "course grade"), pytest.raises(BusyError, match="process"):
        _grade(folder)
    assert _grade(folder) == ["ada", "nils", "zoe"]


def test_a_failure_while_saving_leaves_nothing_half_saved(
    folder: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Gradebook, "find_submission_notebook", broken)
    with pytest.raises(KeyboardInterrupt):
        _grade(folder)
    monkeypatch.undo()
    with Gradebook(folder.url, "fans") as book:
        assert book.students == []
    assert _grade(folder) == ["ada", "nils", "zoe"]


def test_backups_are_complete_and_only_a_few_are_kept(folder: CourseFolder) -> None:
    assert folder.database
    for _ in range(BACKUPS_KEPT + 3):
        assert back_up(folder.database, folder.root)
    found = sorted((folder.root / ".grading" / "backups").iterdir())
    assert len(found) == BACKUPS_KEPT
    assert sqlite3.connect(found[-1]).execute("select count(*) from assignment").fetchone() == (1,)


class _Dying(Executor):
    """An executor whose workers die at the first attempt of each task."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def submit(self, function: Any, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if given[0].student in self.seen and given[0].student != "doomed":
            future.set_result(function(*given, **named))
        else:
            self.seen.add(given[0].student)
            future.set_exception(OSError("the worker died"))
        return future


def test_a_dead_worker_loses_no_submission(assignment: Assignment) -> None:
    submissions = [Submission(name, as_bytes(filled_in())) for name in ("ada", "ben", "doomed")]
    results = {
        result.student: result for result in grade_submissions(submissions, assignment, _Dying())
    }
    assert {name for name, result in results.items() if result.graded} == {"ada", "ben"}
    assert "crashed 3 times (OSError('the worker died'))" in results["doomed"].reason


def test_a_submission_lost_with_its_worker_is_graded_by_the_next_run(folder: CourseFolder) -> None:
    (folder.root / "submitted" / "ada").rename(folder.root / "submitted" / "doomed")
    lost = grade_lesson(folder, LESSON, ["doomed"], lambda _: None, Options(executor=_Dying()))
    assert not lost[0].graded
    again = grade_lesson(folder, LESSON, ["doomed"], lambda _: None)
    assert [one.graded for one in again] == [True]


def test_processes_and_threads_give_the_same_marks(assignment: Assignment) -> None:
    submissions = [
        Submission("ada", as_bytes(filled_in())),
        Submission("nils", as_bytes(release_notebook())),
    ]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        results = list(grade_submissions(submissions, assignment, pool))
    assert json.loads(json.dumps([one.to_json() for one in results]))
    totals = {one.student: sum(s.score for s in one.scores.values()) for one in results}
    assert totals == {"ada": 7.0, "nils": 0.0}


def test_figures_of_a_hidden_test_do_not_show_up_later(assignment: Assignment) -> None:
    notebook = filled_in()
    notebook["cells"].append({**notebook["cells"][1], "id": "later", "source": "x = 1"})
    result = grade_notebook("sam", as_bytes(notebook), assignment)
    assert result.notebook["cells"][-1]["outputs"] == []


def test_nbgrader_writes_feedback_from_what_is_stored(folder: CourseFolder, course: Course) -> None:
    _grade(folder)
    config = folder.root / course.config.name
    config.write_text(course.config.read_text("utf-8"), "utf-8")
    answer = nbgrader_api(folder.root, config).generate_feedback(LESSON, "ada", force=True)
    assert answer["success"], answer["log"]
    page = folder.root / "feedback" / "ada" / LESSON / f"{LESSON}.html"
    assert "share_of_fans" in page.read_text("utf-8")


@pytest.mark.parametrize("busy", ["course grade", "a database browser"])
def test_nbgrader_autograde_removes_nothing_while_nothing_can_be_saved(
    folder: CourseFolder, course: Course, monkeypatch: pytest.MonkeyPatch, busy: str
) -> None:
    """With ``--force``, nbgrader removes the graded copy before any step of grading."""
    _grade(folder)
    config = folder.root / course.config.name
    config.write_text(course.config.read_text("utf-8"), "utf-8")
    stored = folder.root / "autograded" / "ada" / LESSON / f"{LESSON}.ipynb"
    before = stored.read_bytes()
    monkeypatch.setattr(nbgrader_plugin, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(opening, "PATIENCE_SECONDS", 0.0)
    with ExitStack() as others:
        if busy == "course grade":
            others.enter_context(only_run(folder.root, busy))
        else:
            assert folder.database
            other = sqlite3.connect(folder.database, isolation_level=None)
            others.enter_context(closing(other)).execute("BEGIN IMMEDIATE")
        answer = nbgrader_api(folder.root, config).autograde(LESSON, "ada", force=True)
    assert not answer["success"]
    assert ("course grade, process" in answer["log"]) is (busy == "course grade")
    assert "then" in answer["log"]
    assert stored.read_bytes() == before


def test_nbgrader_autograde_uses_the_grader_by_its_settings(
    folder: CourseFolder, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = folder.root / course.config.name
    settings = (
        "\nfrom grading_helpers.instructor.grader.nbgrader_plugin import GradeSafely, SaveMarks\n"
        "c.Autograde.sanitize_preprocessors = [GradeSafely]\n"
        "c.Autograde.autograde_preprocessors = [SaveMarks]\n"
    )
    config.write_text(course.config.read_text("utf-8") + settings, "utf-8")
    api = nbgrader_api(folder.root, config)
    for student in ("ada", "nils", "zoe"):
        answer = api.autograde(LESSON, student, force=True)
        assert answer["success"], answer["log"]
    assert _marks(folder, "ada") == {
        **{name: (points, False) for name, points in TESTS.items()},
        "essay": (None, True),
    }
    assert _marks(folder, "zoe")["totals_values"] == (0.0, False)
    assert _marks(folder, "nils")["essay"] == (0.0, False)
    # The formgrader does all of this in one process, and the test may be corrected meanwhile.
    source = folder.root / "source" / LESSON / f"{LESSON}.ipynb"
    source.write_text(source.read_text("utf-8").replace("10, 1, 1]), 33.333", "10, 1, 1]), 12.3"))
    monkeypatch.setattr(nbgrader_plugin, "PATIENCE_SECONDS", 0)
    with only_run(folder.root, "course grade"):
        busy = api.autograde(LESSON, "ada", force=True)
    assert not busy["success"]
    assert "Wait until it ends, then try again" in busy["log"] + busy["error"]
    assert _marks(folder, "ada")["share_of_fans_values"][0], "nothing was saved meanwhile"
    assert api.autograde(LESSON, "ada", force=True)["success"]
    assert _marks(folder, "ada")["share_of_fans_values"] == (0.0, False)
