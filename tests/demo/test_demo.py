"""``course demo`` grades an invented class and gives every expected mark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.demo.command import print_results
from grading_helpers.instructor.demo.run import DemoResult, make_demo
from grading_helpers.instructor.demo.students import DemoStudent, demo_class
from grading_helpers.instructor.grader.submission_result import SubmissionResult

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def students(course: Course, rater: ReadLesson) -> list[DemoStudent]:
    release = course.release("03_rater").read_text("utf-8")
    return demo_class(rater.lesson, rater.exercises, release)


def test_the_demo_class_is_large_and_varied(students: list[DemoStudent]) -> None:
    assert len({student.student_id for student in students}) >= 12
    totals = [student.total_due for student in students]
    assert totals.count(18) >= 2
    assert 0 in totals
    assert None in totals
    assert sum(0 < total < 18 for total in totals if total is not None) >= 6


def test_only_answer_cells_are_filled_in(course: Course, students: list[DemoStudent]) -> None:
    release = nbformat.read(course.release("03_rater"), as_version=4)
    for student in students[:-1]:
        work = nbformat.reads(student.notebook, as_version=4)
        differ = [a for a, b in zip(work.cells, release.cells, strict=True) if a.source != b.source]
        assert all(cell.metadata["nbgrader"]["solution"] for cell in differ)


def test_the_demo_gives_everyone_the_expected_marks(course: Course, tmp_path: Path) -> None:
    demo = make_demo(course, "03_rater", tmp_path / "demo")
    students = demo.students()
    demo.lay_out(students)
    demo.release()
    demo.collect()
    seen: list[object] = []
    marked = demo.grade(students, seen.append)
    demo.write_feedback()
    assert [one.student.student_id for one in marked if not one.as_expected] == []
    assert len(seen) == len(students)
    failed = [one for one in marked if not one.result.graded]
    assert [one.student.student_id for one in failed] == ["quentin"]
    assert "JSON" in failed[0].result.reason
    assert demo.feedback("chidi").is_file()


@pytest.mark.parametrize(
    ("lesson", "written", "then"),
    [
        ("03_rater", "The written answer (2 points) still has", "course report 03_rater"),
        ("00_start_here", "", "nbgrader export"),
    ],
)
def test_the_next_step_fits_the_lesson(
    course: Course,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    lesson: str,
    written: str,
    then: str,
) -> None:
    demo = make_demo(course, lesson, tmp_path)
    student = demo.students()[0]
    graded = SubmissionResult(student.student_id, lesson, graded=True)
    print_results(demo, [DemoResult(student, graded, student.due)])
    said = capsys.readouterr().out
    assert written in said
    assert ("written answer" in said) == bool(written)
    assert said.strip().endswith(f"&& {then}")


def test_a_command_outside_the_course_says_where_to_run_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "grading_helpers.instructor", "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "not inside a checkout of the course" in done.stderr
    assert "Traceback" not in done.stderr
