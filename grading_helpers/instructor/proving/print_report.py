"""Print the results of ``course check``: a table of the proofs, then totals."""

from __future__ import annotations

from itertools import groupby

from rich.table import Table

from grading_helpers.instructor import terminal
from grading_helpers.instructor.proving.contract_proofs import ContractProof
from grading_helpers.instructor.proving.report import ProofReport, upper_bound


def print_report(report: ProofReport) -> None:
    """Print the proofs: a line per exercise, then totals with their bounds."""
    terminal.console().print(_proof_table(report))
    for problem in report.all_problems:
        terminal.say_error(problem)
    for what, (count, trials) in report.totals.items():
        if trials:
            bound = 100 * upper_bound(count, trials)
            terminal.say(f"{what}: {count} of {trials} (exact 95 % upper bound {bound:.1f} %)")
    if report.covered:
        terminal.say("Items of the syllabus asked: {} of {}".format(*report.covered.items))
        terminal.say("Concepts taught or asked: {} of {}".format(*report.covered.concepts))
    terminal.say("All five proofs hold." if report.holds else "Some proofs failed.")


def _proof_table(report: ProofReport) -> Table:
    table = Table(title="Answers of the corpus, and odd answers that the prover adds")
    table.add_column("exercise")
    for heading in ("right accepted", "wrong rejected", "mutants rejected", "right message fired"):
        table.add_column(heading, justify="right")
    for lesson, proofs in groupby(report.exercises, key=lambda proof: proof.lesson):
        table.add_row(f"[bold]{lesson}[/bold]")
        for proof in proofs:
            table.add_row(
                proof.exercise,
                _of(proof.accepted, proof.right),
                _of(proof.rejected, proof.wrong),
                _mutants(proof.contract),
                _of(proof.fired, proof.messages),
            )
        table.add_section()
    return table


def _mutants(contract: ContractProof) -> str:
    wrong = contract.mutants - contract.agreeing
    return f"{contract.rejected} of {wrong}" if wrong else "none drawn"


def _of(count: int, total: int) -> str:
    return f"{count} of {total}" if total else "for practice"
