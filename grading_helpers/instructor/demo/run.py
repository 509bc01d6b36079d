"""``course demo``: an invented class is collected, graded and given feedback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.demo.students import DemoStudent, demo_class
from grading_helpers.instructor.feedback.page import Lesson
from grading_helpers.instructor.feedback.writing import students_of, write_pages
from grading_helpers.instructor.grader.course import Options, grade_lesson
from grading_helpers.instructor.grader.course_folder import CourseFolder, configured
from grading_helpers.instructor.nbgrader_steps import StepError, nbgrader_api, put_programs_on_path


@dataclass(frozen=True)
class Marked:
    """One line of the gradebook beside what was due."""

    student: DemoStudent
    result: Mapping[str, Any]
    given: dict[str, float] | None

    @property
    def as_due(self) -> bool:
        """Whether every single test gave the points that were due."""
        return self.given == self.student.due

    @property
    def total_given(self) -> float | None:
        """The points given for all the tests together."""
        return None if self.given is None else sum(self.given.values())


@dataclass(frozen=True)
class Demo:
    """A demo class in a folder of its own."""

    course: Course
    folder: Path
    one: ReadLesson

    @property
    def lesson(self) -> str:
        """The lesson that the class hands in."""
        return self.one.lesson.name

    @property
    def config(self) -> Path:
        """The settings of nbgrader in the demo's folder."""
        return self.folder / self.course.config.name

    def students(self) -> list[DemoStudent]:
        """Return the invented class."""
        release = self.course.release(self.lesson).read_text("utf-8")
        return demo_class(self.one.lesson, self.one.exercises, release)

    def lay_out(self, students: list[DemoStudent]) -> None:
        """Make the course folder with the class's uploads, as an LMS would hand them over."""
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
        self, students: list[DemoStudent], advance: Callable[[Mapping[str, Any]], None]
    ) -> list[Marked]:
        """Grade the class and return its marks beside those due."""
        names = [student.student_id for student in students]
        folder = configured(self.folder)
        graded = grade_lesson(folder, self.lesson, names, advance, Options(force=True))
        results = {result["student"]: result for result in graded}
        marks = read_marks(folder, self.lesson, names)
        return [_marked(student, results[student.student_id], marks) for student in students]

    def write_feedback(self) -> None:
        """Write a page for everybody who was graded, as ``course feedback`` does."""
        folder = configured(self.folder)
        students = students_of(folder, self.lesson)
        write_pages(folder, Lesson(folder.plan(self.lesson)), students, lambda _: None)

    def feedback(self, student: str) -> Path:
        """Return the feedback page of a student."""
        return self.folder / "feedback" / student / self.lesson / f"{self.lesson}.html"


def _marked(
    student: DemoStudent, result: Mapping[str, Any], marks: Mapping[str, dict[str, float]]
) -> Marked:
    return Marked(student, result, marks[student.student_id] if result["graded"] else None)


def make_demo(course: Course, lesson: str, folder: Path | None = None) -> Demo:
    """Return the demo of a lesson.

    Raises
    ------
    FileNotFoundError
        If there is no lesson of that name.
    """
    return Demo(course, folder or course.root / "demo", read_course(course, lesson)[0])


def read_marks(
    folder: CourseFolder, lesson: str, students: Iterable[str]
) -> dict[str, dict[str, float]]:
    """Return the points of each autograded test in the gradebook, by student."""
    with Gradebook(folder.url, folder.course_id) as gradebook:
        return {student: _marks_of(gradebook, lesson, student) for student in students}


def _marks_of(gradebook: Gradebook, lesson: str, student: str) -> dict[str, float]:
    try:
        submission = gradebook.find_submission(lesson, student)
    except MissingEntry:
        return {}
    return {
        grade.name: float(grade.auto_score)
        for notebook in submission.notebooks
        for grade in notebook.grades
        if grade.auto_score is not None
    }
