"""Add a wrong answer to the corpus, from a wrong result of a class."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grading_helpers.checking.outcomes import known_exercises
from grading_helpers.instructor.authoring.corpus import UNREAD, UNWRITTEN
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.report.anonymous import vocabulary
from grading_helpers.instructor.report.graded_class import ClassWork
from grading_helpers.instructor.report.misconceptions import read_answers
from grading_helpers.instructor.report.rerun import tests_lost_by_code
from grading_helpers.instructor.report.unexplained import (
    describe_outcome,
    example_of,
    message_now,
    wrong_groups,
)


class HarvestError(CommandError):
    """There is nothing to add."""


@dataclass(frozen=True)
class Harvest:
    """A new file of the corpus, and what its author should know about it."""

    file: Path
    students: int
    words: str
    fails: tuple[str, ...]
    note: str


def harvest(work: ClassWork, read: ReadLesson, exercise: str, number: int) -> Harvest:
    """Write a wrong answer for the corpus, from a result that no message explains.

    Parameters
    ----------
    work : ClassWork
        The graded work of the class.
    read : ReadLesson
        The lesson.
    exercise : str
        The exercise.
    number : int
        The number of the result in the report, from 1.

    Raises
    ------
    HarvestError
        If there is no such result, no example of it, already a message for it, or the file exists.
    """
    if exercise not in read.exercises:
        raise HarvestError(
            f"{read.lesson.name} has no exercise {exercise!r}. It has: {', '.join(read.exercises)}."
        )
    readings = read_answers(work.works, read)
    groups = wrong_groups(work, readings, exercise).get(exercise, [])
    if not 1 <= number <= len(groups):
        raise HarvestError(
            f"{exercise} has {len(groups)} wrong results that no message explains, "
            f"so there is no number {number}. Write the report again to see them."
        )
    group, known = groups[number - 1], known_exercises()[exercise]
    if message := message_now(group[0].results, known):
        raise HarvestError(f"The corpus now has a message for this result: {message}")
    code, note = example_of(group, known, work, vocabulary(read, work.plan, work.names))
    if not code:
        raise HarvestError(f"Result {number} of {exercise}: {note}")
    fails = tests_lost_by_code(code, list(read.lesson.tests_of(exercise)), work.plan)
    words = describe_outcome(group[0].results, known)
    file = _write(read.exercises[exercise].folder, code, words, fails)
    return Harvest(file, len(group), words, tuple(fails), note)


def _write(folder: Path, code: str, words: str, fails: Sequence[str]) -> Path:
    """Write the file under a unique name; never overwrite one."""
    name = hashlib.sha256(code.encode()).hexdigest()[:8]
    file = folder / f"wrong_harvested_{name}.py"
    if file.exists():
        raise HarvestError(
            f"{file} already exists: it was made from this answer. Write its message."
        )
    listed = f"\n\nFails: {', '.join(fails)}" if fails else ""
    docstring = (
        f"{UNWRITTEN} the misconception, without giving away the answer. Seen: {words}{listed}"
    )
    write_if_changed(file, f'"""{docstring}\n"""\n\n{UNREAD}\n{code}\n')
    return file
