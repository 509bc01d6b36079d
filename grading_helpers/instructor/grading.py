"""Grading a class with stock nbgrader steps, one student at a time on every core.

One student's notebook never stops the others: each is graded by a call of its own, and what
goes wrong is that student's outcome.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from grading_helpers.instructor.nbgrader_steps import nbgrader_api


@dataclass(frozen=True)
class Graded:
    """What came of one student's work."""

    student_id: str
    succeeded: bool
    reason: str = ""


@dataclass(frozen=True)
class ClassRun:
    """A class to be graded: where it lies, which settings hold, which lesson it is."""

    root: Path
    config: Path
    lesson: str

    @property
    def log(self) -> Path:
        """Where the kernels' own chatter goes."""
        return self.root / "grading.log"


def grade_class(
    run: ClassRun, students: Sequence[str], advance: Callable[[Graded], None]
) -> list[Graded]:
    """Autograde every student's work and write the feedback.

    Parameters
    ----------
    run : ClassRun
        The class; its work lies collected in ``submitted/``.
    students : sequence of str
        Whose work is graded.
    advance : callable
        Called with each outcome as it comes.

    Returns
    -------
    list of Graded
        In the order of the students.
    """
    outcomes = _grade_side_by_side(run, students, advance)
    for student in students:
        if student not in outcomes:
            # A worker died and took its pool along: try who was waiting one by one.
            outcomes |= _grade_side_by_side(run, [student], advance)
        if student not in outcomes:
            outcomes[student] = Graded(student, False, "the process that graded it died")
            advance(outcomes[student])
    return [outcomes[student] for student in students]


def _grade_side_by_side(
    run: ClassRun, students: Sequence[str], advance: Callable[[Graded], None]
) -> dict[str, Graded]:
    """Grade on every core; return the outcomes of those who came through."""
    outcomes = {}
    with ProcessPoolExecutor(
        mp_context=get_context("spawn"), initializer=_write_chatter_to, initargs=(run.log,)
    ) as pool:
        waiting = {pool.submit(grade_student, run, student): student for student in students}
        for future in as_completed(waiting):
            if isinstance(future.exception(), BrokenExecutor):
                continue
            outcome = _outcome(waiting[future], future)
            outcomes[outcome.student_id] = outcome
            advance(outcome)
    return outcomes


def _outcome(student: str, future: Future[Graded]) -> Graded:
    error = future.exception()
    return Graded(student, False, repr(error)) if error else future.result()


def _write_chatter_to(log: Path) -> None:
    """Send what this worker and its kernels print on stderr to a file."""
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)


def grade_student(run: ClassRun, student: str) -> Graded:
    """Autograde one student's work and write the feedback to it."""
    api = nbgrader_api(run.root, run.config)
    for step in (api.autograde, api.generate_feedback):
        answer = step(run.lesson, student, force=True)
        if not answer["success"]:
            return Graded(student, False, _cause(answer.get("log") or answer.get("error") or ""))
    return Graded(student, True)


def _cause(log: str) -> str:
    r"""Return the last line of a traceback in nbgrader's log: the error and its text.

    Examples
    --------
    >>> _cause("[ERROR] Traceback\n    NotJSONError: ends early\n[ERROR] Please see")
    'NotJSONError: ends early'
    """
    lines = [line.strip() for line in log.splitlines() if "Error: " in line]
    lines = [line for line in lines if not line.startswith("[")]
    return (lines[-1] if lines else " ".join(log.split()))[:160]
