"""The command ``course demo``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from grading_helpers.instructor import terminal
from grading_helpers.instructor.authoring.command import OneLesson
from grading_helpers.instructor.terminal import ExitCode, exit_on_error, progress_bar

if TYPE_CHECKING:
    from grading_helpers.instructor.demo.run import Demo, DemoResult

DEMO_LESSON = "03_rater"


def demo_command(lesson: OneLesson = DEMO_LESSON) -> None:
    """Collect and grade the work of invented students, and write feedback (up to a minute)."""
    from grading_helpers.instructor.authoring.course import find_course  # noqa: PLC0415 - slow
    from grading_helpers.instructor.demo.run import make_demo  # noqa: PLC0415 - slow

    with exit_on_error():
        demo = make_demo(find_course(), lesson)
        students = demo.students()
        terminal.say(
            f"{len(students)} invented students hand in {demo.lesson}. "
            "This takes up to a minute on two cores."
        )
        demo.lay_out(students)
        demo.release()
        demo.collect()
        with progress_bar("graded", len(students), keep=True) as bar:
            results = demo.grade(students, lambda _: bar.advance())
        demo.write_feedback()
    print_results(demo, results)
    if not all(one.as_expected for one in results):
        raise typer.Exit(ExitCode.NEEDS_A_LOOK)


def print_results(demo: Demo, results: list[DemoResult]) -> None:
    """Print the points of each student, next to those expected."""
    from rich.table import Table  # noqa: PLC0415 - slow

    table = Table(title=f"{demo.lesson}: points for autograded tests")
    table.add_column("student")
    table.add_column("handed in")
    table.add_column("given", justify="right")
    table.add_column("expected", justify="right")
    table.add_column("")
    for one in results:
        table.add_row(
            one.student.student_id,
            one.student.story,
            _points(one.total_given),
            _points(one.student.total_due),
            "✓" if one.as_expected else "✗ differs",
        )
    terminal.console().print(table)
    for one in results:
        if not one.result.graded:
            terminal.say(f"{one.student.student_id} could not be graded: {one.result.reason}")
    _print_next_steps(demo, results)


def _points(points: float | None) -> str:
    return "—" if points is None else f"{points:g}"


def _print_next_steps(demo: Demo, results: list[DemoResult]) -> None:
    from grading_helpers.instructor.demo.students import MISTAKEN  # noqa: PLC0415 - slow

    wrong = sum(not one.as_expected for one in results)
    terminal.say(
        f"{wrong} of these marks are not as expected."
        if wrong
        else "Every mark is as expected, test by test."
    )
    if by_hand := sum(cell.points for cell in demo.one.lesson.cells if not cell.is_test):
        terminal.say(f"The written answer ({by_hand:g} points) still has to be marked by hand.")
    mistaken = next((one for one in results if one.student.student_id in MISTAKEN), results[0])
    page = demo.feedback(mistaken.student.student_id)
    terminal.say(f"Feedback to {mistaken.student.student_id}: {_relative(page)}")
    then = f"course report {demo.lesson}" if demo.one.lesson.tests else "nbgrader export"
    terminal.say(f"Next: source .venv/bin/activate && cd {_relative(demo.folder)} && {then}")


def _relative(path: Path) -> Path:
    """Return a path relative to the current folder, if it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
