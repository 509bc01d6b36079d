"""What ``course check`` prints: a table of the proofs, then totals."""

from __future__ import annotations

from itertools import groupby

from rich.table import Table

from grading_helpers.instructor import printing
from grading_helpers.instructor.proving.report import Report, upper_bound


def print_report(report: Report) -> None:
    """Print the proofs: a line per exercise, then totals with their bounds."""
    printing.console.print(_proof_table(report))
    for problem in report.all_problems:
        printing.complain(problem)
    for what, (count, trials) in report.totals.items():
        if trials:
            bound = 100 * upper_bound(count, trials)
            printing.say(f"{what}: {count} of {trials} (exact 95 % upper bound {bound:.1f} %)")
    if report.covered:
        printing.say("Items of the syllabus asked: {} of {}".format(*report.covered.items))
        printing.say("Concepts taught or asked: {} of {}".format(*report.covered.concepts))
    printing.say("All five proofs hold." if report.holds else "The proofs do not hold.")


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
