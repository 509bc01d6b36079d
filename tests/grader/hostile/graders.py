"""The two graders, each called in a course folder as its command would be."""

from __future__ import annotations

from pathlib import Path

from nbgrader.apps import NbGraderApp

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.grade_class import Options, grade_lesson
from grading_helpers.instructor.grader.submission_result import SubmissionResult
from hostile.judging import STRICT
from hostile.lesson import NAME


def stock() -> None:
    """Call stock nbgrader, with no settings but the name of the course."""
    NbGraderApp.launch_instance(["autograde", NAME, "--CourseDirectory.course_id=fans"])


def ours() -> None:
    """Call what ``course grade`` calls, with the strict limits of the corpus."""
    folder = CourseFolder(Path.cwd(), "fans")
    grade_lesson(folder, NAME, folder.students(NAME), _say, Options(limits=STRICT))


def _say(result: SubmissionResult) -> None:
    print(*result.findings, result.layers, sep="\n", flush=True)


GRADERS = {"ours": ours, "stock": stock}
