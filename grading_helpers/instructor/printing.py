"""What the command line prints: tables for a person, one idea a line."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table

from grading_helpers.instructor.demo.run import Demo, Marked
from grading_helpers.instructor.proving.prove import Report, upper_bound

console = Console(emoji=False)
complaints = Console(stderr=True, emoji=False)


def say(text: str) -> None:
    """Print a line as it is."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def complain(text: str) -> None:
    """Print a line on stderr as it is."""
    complaints.print(text, markup=False, highlight=False, soft_wrap=True)


def few(names: Iterable[str], most: int = 8) -> str:
    """Return the first of some names.

    Examples
    --------
    >>> few(["ada", "bo", "cy"], 2)
    'ada, bo and 1 more'
    """
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more


def print_report(report: Report) -> None:
    """Print the proofs: a line per exercise, then totals with their bounds."""
    console.print(_proof_table(report))
    for problem in report.all_problems:
        complain(problem)
    for what, (count, trials) in report.totals.items():
        if trials:
            bound = 100 * upper_bound(count, trials)
            say(f"{what}: {count} of {trials} (exact 95 % upper bound {bound:.1f} %)")
    if report.covered:
        say("Items of the syllabus asked: {} of {}".format(*report.covered.items))
        say("Concepts taught or asked: {} of {}".format(*report.covered.concepts))
    say("All five proofs hold." if report.holds else "The proofs do not hold.")


def _proof_table(report: Report) -> Table:
    table = Table(title="Answers of the corpus, and odd ones made by the prover")
    table.add_column("exercise")
    for heading in ("right accepted", "wrong rejected", "right message fired"):
        table.add_column(heading, justify="right")
    for lesson, proofs in groupby(report.exercises, key=lambda proof: proof.lesson):
        table.add_row(f"[bold]{lesson}[/bold]")
        for proof in proofs:
            table.add_row(
                proof.exercise,
                _of(proof.accepted, proof.right),
                _of(proof.rejected, proof.wrong),
                _of(proof.fired, proof.messages),
            )
        table.add_section()
    return table


def _of(count: int, total: int) -> str:
    return f"{count} of {total}" if total else "for practice"


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
    console.print(table)
    for one in marked:
        if not one.result["graded"]:
            say(f"{one.student.student_id} could not be graded: {one.result['reason']}")
    _print_next_steps(demo, marked)


def _points(points: float | None) -> str:
    return "—" if points is None else f"{points:g}"


def _print_next_steps(demo: Demo, marked: list[Marked]) -> None:
    wrong = sum(not one.as_due for one in marked)
    say(f"{wrong} marks differ." if wrong else "Every mark is as expected, test by test.")
    if by_hand := sum(cell.points for cell in demo.one.lesson.cells if not cell.is_test):
        say(f"The written answer ({by_hand:g} points) waits to be marked by hand.")
    mistaken = next((one for one in marked if one.student.story.startswith("a misc")), marked[0])
    page = demo.feedback(mistaken.student.student_id)
    say(f"Feedback to {mistaken.student.student_id}: {_near(page)}")
    then = f"course report {demo.lesson}" if demo.one.lesson.tests else "nbgrader export"
    say(f"Next: source .venv/bin/activate && cd {_near(demo.folder)} && {then}")


def _near(path: Path) -> Path:
    """Return a path as seen from here, if it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
