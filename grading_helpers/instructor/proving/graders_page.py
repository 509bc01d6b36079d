"""``docs/graders.md``: how far each grader can be trusted; ``course check --report`` writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.proving.report import ExerciseProof, ProofReport, upper_bound

PAGE = Path("docs", "graders.md")
HEAD = """# How far the graders can be trusted

To see how far you can trust the grader of an exercise, look it up in the table. Each entry says for
how many answers something holds and, in brackets, at most how often it fails: the exact one-sided
95 % bound (Clopper and Pearson, 1934). `course check --report` writes this page: do not edit it.

- **Right accepted**: right answers of the corpus, and odd ones such as a Series for a dictionary,
  that earn all points.
- **Wrong rejected**: wrong answers that fail exactly the tests that their authors name.
- **Mutants rejected**: the solution and each right answer with one small change, such as `>` for
  `>=`. A mutant that gives the solution's results on every input drawn from the contract counts as
  equivalent and is left out. A dash means that no inputs have been drawn for the exercise yet.
- **Messages right**: answers about which `check` says what their author wrote, and nothing else.

| exercise | right accepted | wrong rejected | mutants rejected | equivalent | messages right |
|---|---|---|---|---|---|
"""


def write_graders_page(root: Path, report: ProofReport) -> bool:
    """Write the page, and tell whether it has changed.

    Parameters
    ----------
    root : Path
        The checkout.
    report : ProofReport
        What the proofs of all lessons have shown.
    """
    return write_if_changed(root / PAGE, page_text(report.exercises))


def is_current(root: Path, report: ProofReport) -> bool:
    """Tell whether the page, if there is one, says what the proofs of all lessons have shown."""
    page = root / PAGE
    return not page.is_file() or page.read_text("utf-8") == page_text(report.exercises)


def page_text(proofs: Iterable[ExerciseProof]) -> str:
    """Return the page about some proofs."""
    return HEAD + "".join(f"{line}\n" for line in _rows(list(proofs)))


def _rows(proofs: list[ExerciseProof]) -> Iterator[str]:
    lesson = ""
    for proof in proofs:
        if proof.lesson != lesson:
            lesson = proof.lesson
            yield f"| **{lesson}** | | | | | |"
        yield _row(proof.exercise, [proof])
    yield _row("**all**", proofs)


def _row(name: str, proofs: list[ExerciseProof]) -> str:
    contracts = [proof.contract for proof in proofs]
    made, agreeing = (
        sum(getattr(one, what) for one in contracts) for what in ("mutants", "agreeing")
    )
    cells = [
        name if name.startswith("*") else f"`{name}`",
        _of(sum(one.accepted for one in proofs), sum(one.right for one in proofs)),
        _of(sum(one.rejected for one in proofs), sum(one.wrong for one in proofs)),
        _of(sum(one.rejected for one in contracts), made - agreeing),
        str(agreeing) if made else "–",
        _of(sum(one.fired for one in proofs), sum(one.messages for one in proofs)),
    ]
    return f"| {' | '.join(cells)} |"


def _of(count: int, total: int) -> str:
    """Return a count out of a total, with the upper bound of the failure rate.

    Examples
    --------
    >>> _of(60, 60), _of(0, 0)
    ('60 of 60 (< 4.9 %)', '–')
    """
    if not total:
        return "–"
    return f"{count} of {total} (< {100 * upper_bound(total - count, total):.1f} %)"
