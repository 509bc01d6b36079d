"""The command ``course build``."""

from __future__ import annotations

from typing import Annotated

import typer

from grading_helpers.instructor import terminal
from grading_helpers.instructor.diagnostics import counted
from grading_helpers.instructor.terminal import exit_on_error

OneLesson = Annotated[str, typer.Argument(help="Only this lesson, such as 03_rater.")]


def build_command(lesson: OneLesson = "") -> None:
    """Build source/, release/ and the package's own files from course/."""
    from grading_helpers.instructor.authoring.build import build  # noqa: PLC0415 - slow
    from grading_helpers.instructor.authoring.course import find_course  # noqa: PLC0415 - slow

    with exit_on_error():
        course = find_course()
        changed = build(course, lesson)
    for path in changed:
        terminal.say(f"  {path.relative_to(course.root)}")
    terminal.say(
        f"{counted(len(changed), 'file')} renewed."
        if changed
        else "Nothing to do: everything is up to date."
    )
