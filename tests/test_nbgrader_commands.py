"""The real nbgrader commands on a real lesson."""

from __future__ import annotations

import csv
import html
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.demo.run import autograded_points
from grading_helpers.instructor.demo.students import DemoStudent, demo_class
from grading_helpers.instructor.gradebook.course_folder import course_folder
from grading_helpers.instructor.gradebook.opening import put_programs_on_path

pytestmark = pytest.mark.integration
LESSON = "03_rater"


def nbgrader(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    put_programs_on_path()
    command = [sys.executable, "-m", "nbgrader", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def students(course: Course, rater: ReadLesson) -> list[DemoStudent]:
    release = course.release(LESSON).read_text("utf-8")
    chosen = {"ada", "lena", "dana", "quentin"}
    everyone = demo_class(rater.lesson, rater.exercises, release)
    return [student for student in everyone if student.student_id in chosen]


@pytest.fixture(scope="module")
def graded(
    course: Course, students: list[DemoStudent], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A course folder in which stock nbgrader has released, graded and written feedback."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copy(course.config, folder)
    shutil.copytree(course.root / "source", folder / "source")
    assert nbgrader(folder, "generate_assignment", LESSON).returncode == 0
    for student in students:
        home = folder / "submitted" / student.student_id / LESSON
        home.mkdir(parents=True)
        (home / f"{LESSON}.ipynb").write_text(student.notebook, "utf-8")
    done = nbgrader(folder, "autograde", LESSON)
    assert "quentin" in done.stderr, "the broken upload must be named"
    assert nbgrader(folder, "generate_feedback", LESSON).returncode == 0
    return folder


def test_autograde_gives_every_expected_mark(graded: Path, students: list[DemoStudent]) -> None:
    folder = course_folder(graded)
    marks = autograded_points(folder, LESSON, [student.student_id for student in students])
    for student in students:
        assert (marks[student.student_id] or None) == student.due, student.student_id


def test_the_written_answer_has_to_be_marked_by_hand(graded: Path) -> None:
    assert nbgrader(graded, "export", "--to", "grades.csv").returncode == 0
    rows = list(csv.DictReader((graded / "grades.csv").open(encoding="utf-8")))
    score = {row["student_id"]: float(row["score"]) for row in rows}
    assert score["ada"] == 18
    assert {float(row["max_score"]) for row in rows} == {20}


def test_feedback_names_the_misconception(graded: Path, rater: ReadLesson) -> None:
    page = html.unescape(
        (graded / "feedback" / "dana" / LESSON / f"{LESSON}.html").read_text("utf-8")
    )
    named = [
        exercise.name
        for exercise in rater.exercises.values()
        if any(answer.message in page for answer in exercise.wrong)
    ]
    assert named == list(rater.exercises)
    assert "BEGIN SOLUTION" not in page
    assert "Traceback (most recent" not in page


def validate(course: Course, tmp_path: Path, notebook: str) -> str:
    (tmp_path / f"{LESSON}.ipynb").write_text(notebook, "utf-8")
    return nbgrader(tmp_path, "validate", f"{LESSON}.ipynb").stdout


def test_validate_agrees_with_the_notebook(course: Course, tmp_path: Path) -> None:
    said = validate(course, tmp_path, course.release(LESSON).read_text("utf-8"))
    assert said.count("Not attempted yet") == 7
    assert "Traceback" not in said


def test_validate_passes_the_model_solutions(
    course: Course, rater: ReadLesson, tmp_path: Path, students: list[DemoStudent]
) -> None:
    ada = next(student for student in students if student.student_id == "ada")
    said = validate(course, tmp_path, ada.notebook)
    assert "Success" in said, said


def test_the_mark_scheme_is_restored_for_marking_by_hand(graded: Path) -> None:
    path = graded / "autograded" / "ada" / LESSON / f"{LESSON}.ipynb"
    cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    assert "an honest limit" in cells["rater_recommendation"].source
