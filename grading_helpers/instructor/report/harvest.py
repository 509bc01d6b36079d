"""From a wrong outcome of a class to a new wrong answer in the corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grading_helpers.instructor.authoring.corpus import UNWRITTEN
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.report.classwork import ClassWork
from grading_helpers.instructor.report.misconceptions import read_answers
from grading_helpers.instructor.report.outcomes import in_words, message_now
from grading_helpers.instructor.report.trying import tests_lost_by_code
from grading_helpers.instructor.report.unexplained import example_of, wrong_groups
from grading_helpers.instructor.report.vocabulary import vocabulary
from grading_helpers.outcomes import known_exercises


class HarvestError(RuntimeError):
    """There is nothing to harvest there; the message says why."""


@dataclass(frozen=True)
class Harvest:
    """A new file of the corpus, and what its author should know of it."""

    file: Path
    students: int
    words: str
    fails: tuple[str, ...]
    note: str


def harvest(work: ClassWork, read: ReadLesson, exercise: str, number: int) -> Harvest:
    """Write a wrong answer for the corpus from an outcome that no message explains.

    Parameters
    ----------
    work : ClassWork
        What was graded.
    read : ReadLesson
        The lesson.
    exercise : str
        Which exercise.
    number : int
        Which outcome, as the report counts them: from 1.

    Raises
    ------
    HarvestError
        If there is no such outcome, no example of it, a message for it, or the file is there.
    """
    if exercise not in read.exercises:
        raise HarvestError(
            f"{read.lesson.name} has no exercise {exercise!r}. It has: {', '.join(read.exercises)}."
        )
    readings = read_answers(work.works, read)
    groups = wrong_groups(work, readings, exercise).get(exercise, [])
    if not 1 <= number <= len(groups):
        raise HarvestError(
            f"{exercise} has {len(groups)} outcomes that no message explains; "
            f"there is no number {number}. Make the report anew to see them."
        )
    group, known = groups[number - 1], known_exercises()[exercise]
    if message := message_now(group[0].results, known):
        raise HarvestError(f"The corpus has a message for this outcome by now: {message}")
    code, note = example_of(group, known, work, vocabulary(read, work.plan, work.names))
    if not code:
        raise HarvestError(f"Outcome {number} of {exercise}: {note}")
    fails = tests_lost_by_code(code, list(read.lesson.tests_of(exercise)), work.plan)
    words = in_words(group[0].results, known)
    file = _write(read.exercises[exercise].folder, code, words, fails)
    return Harvest(file, len(group), words, tuple(fails), note)


def _write(folder: Path, code: str, words: str, fails: Sequence[str]) -> Path:
    """Write the file under a name of its own; one that is there is left alone."""
    name = hashlib.sha256(code.encode()).hexdigest()[:8]
    file = folder / f"wrong_harvested_{name}.py"
    if file.exists():
        raise HarvestError(f"{file} is there already: it came from this answer. Write its message.")
    listed = f"\n\nFails: {', '.join(fails)}" if fails else ""
    docstring = (
        f"{UNWRITTEN} the misconception by its name, never the answer. Seen: {words}{listed}"
    )
    write_if_changed(file, f'"""{docstring}\n"""\n\n{code}\n')
    return file
