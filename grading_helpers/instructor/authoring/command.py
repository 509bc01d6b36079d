"""The command ``course build``."""

from __future__ import annotations

from typing import Annotated

import typer

from grading_helpers.instructor import printing
from grading_helpers.instructor.authoring.build import build
from grading_helpers.instructor.authoring.course import find_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.endings import ends_in_words
from grading_helpers.instructor.nbgrader_steps import StepError

OneLesson = Annotated[str, typer.Argument(help="Only this lesson, such as 03_rater.")]


def build_command(lesson: OneLesson = "") -> None:
    """Make source/, release/ and what the package ships from course/."""
    with ends_in_words(FaultsError, StepError):
        course = find_course()
        changed = build(course, lesson)
    for path in changed:
        printing.say(f"  {path.relative_to(course.root)}")
    printing.say(f"{len(changed)} files renewed." if changed else "Nothing to do: all is in step.")
