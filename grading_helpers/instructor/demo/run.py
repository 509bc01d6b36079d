"""The steps of ``course demo``: collect and grade the work of an invented class, write feedback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.demo.students import DemoStudent, demo_class
from grading_helpers.instructor.feedback.page import LessonFeedback
from grading_helpers.instructor.feedback.write_pages import students_with_work, write_pages
from grading_helpers.instructor.gradebook.course_folder import CourseFolder, course_folder
from grading_helpers.instructor.gradebook.marks import read_cell_scores
from grading_helpers.instructor.gradebook.opening import open_gradebook, put_programs_on_path
from grading_helpers.instructor.grader.grade_class import Options, grade_lesson
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.instructor.grader.submission_result import SubmissionResult
from grading_helpers.instructor.nbgrader_api import StepError, nbgrader_api


@dataclass(frozen=True)
class DemoResult:
    """One student's grading result and points, to compare with what was expected."""

    student: DemoStudent
    result: SubmissionResult
    given: dict[str, float] | None

    @property
    def as_expected(self) -> bool:
        """Whether every test gave the expected points."""
        return self.given == self.student.due

    @property
    def total_given(self) -> float | None:
        """The points given for all tests together."""
        return None if self.given is None else sum(self.given.values())


@dataclass(frozen=True)
class Demo:
    """A demo class in its own folder."""

    course: Course
    folder: Path
    one: ReadLesson

    @property
    def lesson(self) -> str:
        """The lesson that the class hands in."""
        return self.one.lesson.name

    @property
    def config(self) -> Path:
        """Nbgrader's settings in the demo's folder."""
        return self.folder / self.course.config.name

    def students(self) -> list[DemoStudent]:
        """Return the invented class."""
        release = self.course.release(self.lesson).read_text("utf-8")
        return demo_class(self.one.lesson, self.one.exercises, release)

    def lay_out(self, students: list[DemoStudent]) -> None:
        """Create a course folder, and the uploads of the class as an LMS provides them."""
        shutil.rmtree(self.folder, ignore_errors=True)
        uploads = self.folder / "downloaded" / self.lesson / "archive"
        uploads.mkdir(parents=True)
        shutil.copy(self.course.config, self.folder)
        shutil.copytree(self.course.root / "source", self.folder / "source")
        for student in students:
            upload = uploads / f"{self.lesson}__{student.student_id}.ipynb"
            upload.write_text(student.notebook, "utf-8")

    def release(self) -> None:
        """Enter the lesson into the gradebook, as ``nbgrader generate_assignment`` does."""
        answer = nbgrader_api(self.folder, self.config).generate_assignment(self.lesson)
        if not answer["success"]:
            raise StepError(f"nbgrader generate_assignment failed:\n{answer['log']}")

    def collect(self) -> None:
        """Sort the uploads into ``submitted/`` with ``nbgrader zip_collect``."""
        put_programs_on_path()
        command = [sys.executable, "-m", "nbgrader", "zip_collect", self.lesson]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise StepError(f"nbgrader zip_collect {self.lesson} failed:\n{done.stderr}")

    def grade(
        self, students: list[DemoStudent], advance: Callable[[SubmissionResult], None]
    ) -> list[DemoResult]:
        """Grade the class, and return the results with the points expected."""
        names = [student.student_id for student in students]
        folder = course_folder(self.folder)
        graded = grade_lesson(folder, self.lesson, names, advance, Options(force=True))
        results = {result.student: result for result in graded}
        marks = autograded_points(folder, self.lesson, names)
        return [_result_of(student, results[student.student_id], marks) for student in students]

    def write_feedback(self) -> None:
        """Write a feedback page for every graded student, as ``course feedback`` does."""
        folder = course_folder(self.folder)
        students = students_with_work(folder, self.lesson)
        lesson = LessonFeedback(read_assignment(folder, self.lesson))
        write_pages(folder, lesson, students, lambda: None)

    def feedback(self, student: str) -> Path:
        """Return the feedback page of a student."""
        return self.folder / "feedback" / student / self.lesson / f"{self.lesson}.html"


def _result_of(
    student: DemoStudent, result: SubmissionResult, marks: Mapping[str, dict[str, float]]
) -> DemoResult:
    return DemoResult(student, result, marks[student.student_id] if result.graded else None)


def make_demo(course: Course, lesson: str, folder: Path | None = None) -> Demo:
    """Return the demo of a lesson.

    Raises
    ------
    FileNotFoundError
        If there is no lesson of that name.
    """
    return Demo(course, folder or course.root / "demo", read_course(course, lesson)[0])


def autograded_points(
    folder: CourseFolder, lesson: str, students: Iterable[str]
) -> dict[str, dict[str, float]]:
    """Return the points of each autograded test in the gradebook, by student."""
    with open_gradebook(folder.url, folder.course_id) as gradebook:
        found = read_cell_scores(gradebook, lesson)
    return {
        student: {
            name: score.auto
            for name, score in found.get(student, {}).items()
            if score.auto is not None
        }
        for student in students
    }
