"""What ``course demo`` prints: the gradebook beside what was due, and what comes next."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table

from grading_helpers.instructor import printing
from grading_helpers.instructor.demo.run import Demo, Marked


def print_marks(demo: Demo, marked: list[Marked]) -> None:
    """Print the gradebook of a demo: marks given beside marks expected."""
    table = Table(title=f"{demo.lesson}: points for autograded tests")
    for heading, side in (("student", "left"), ("handed in", "left"), ("given", "right")):
        table.add_column(heading, justify=side)  # type: ignore[arg-type]
    table.add_column("expected", justify="right")
    table.add_column("")
    for one in marked:
        table.add_row(
            one.student.student_id,
            one.student.story,
            _points(one.total_given),
            _points(one.student.total_due),
            "✓" if one.as_due else "✗ differs",
        )
    printing.console.print(table)
    for one in marked:
        if not one.result["graded"]:
            printing.say(f"{one.student.student_id} could not be graded: {one.result['reason']}")
    _print_next_steps(demo, marked)


def _points(points: float | None) -> str:
    return "—" if points is None else f"{points:g}"


def _print_next_steps(demo: Demo, marked: list[Marked]) -> None:
    wrong = sum(not one.as_due for one in marked)
    printing.say(f"{wrong} marks differ." if wrong else "Every mark is as expected, test by test.")
    if by_hand := sum(cell.points for cell in demo.one.lesson.cells if not cell.is_test):
        printing.say(f"The written answer ({by_hand:g} points) waits to be marked by hand.")
    mistaken = next((one for one in marked if one.student.story.startswith("a misc")), marked[0])
    page = demo.feedback(mistaken.student.student_id)
    printing.say(f"Feedback to {mistaken.student.student_id}: {_near(page)}")
    then = f"course report {demo.lesson}" if demo.one.lesson.tests else "nbgrader export"
    printing.say(f"Next: source .venv/bin/activate && cd {_near(demo.folder)} && {then}")


def _near(path: Path) -> Path:
    """Return a path as seen from here, if it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
