"""The two graders, each called in the folder of a course as its command would be."""

from __future__ import annotations

from pathlib import Path

from nbgrader.apps import NbGraderApp

from grading_helpers.instructor.grader.course import Options, Result, grade_lesson
from grading_helpers.instructor.grader.course_folder import CourseFolder
from hostile.judging import STRICT
from hostile.lesson import NAME


def stock() -> None:
    """Call nbgrader as it comes: no settings but the name of the course."""
    NbGraderApp.launch_instance(["autograde", NAME, "--CourseDirectory.course_id=fans"])


def ours() -> None:
    """Call what ``course grade`` calls, within the narrow limits of the corpus."""
    folder = CourseFolder(Path.cwd(), "fans")
    grade_lesson(folder, NAME, folder.students(NAME), _say, Options(limits=STRICT))


def _say(result: Result) -> None:
    print(*result["findings"], result["walls"], sep="\n", flush=True)


GRADERS = {"ours": ours, "stock": stock}
