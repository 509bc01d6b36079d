"""The wrong outcomes that no message explains yet, each with an example that names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.report.anonymous import NoPythonError, anonymised
from grading_helpers.instructor.report.classwork import ClassWork, Work
from grading_helpers.instructor.report.misconceptions import Reading
from grading_helpers.instructor.report.outcomes import (
    WrongAnswer,
    grouped,
    in_words,
    message_now,
    same_results,
)
from grading_helpers.instructor.report.trying import (
    prove_sandbox,
    results_of_class,
    results_of_code,
)
from grading_helpers.instructor.report.vocabulary import Vocabulary, vocabulary
from grading_helpers.outcomes import Exercise, known_exercises

MOST_EXAMPLES = 3
MOST_TRIED = 3

AS_SHOWN = ""
NO_EXAMPLE = "No example: none of these answers can be read as Python."
ANOTHER_RESULT = (
    "By itself and without its own words this answer gives another result than it did in its "
    "notebook: it leans on another cell, or the words that were taken out matter."
)


@dataclass(frozen=True)
class Unexplained:
    """A wrong outcome: how many gave it, what it is, an example.

    ``number`` is its place in the exercise, by which ``course harvest`` knows it. ``explained_by``
    is the message that the corpus has for it by now, if it does.
    """

    exercise: str
    number: int
    students: int
    words: str
    lost: tuple[str, ...]
    example: str = ""
    note: str = AS_SHOWN
    explained_by: str = ""


def unexplained_outcomes(
    work: ClassWork, readings: Sequence[Reading], read: ReadLesson
) -> list[Unexplained]:
    """Return the outcomes of a class that no message explains, the commonest first.

    Parameters
    ----------
    work : ClassWork
        What was graded.
    readings : sequence of Reading
        What each answer showed; answers with lost tests that nobody explains are run again,
        behind the walls of the grader.
    read : ReadLesson
        The lesson.

    Returns
    -------
    list of Unexplained
        Those that more than one student gave, and of each exercise at least the first
        ``MOST_EXAMPLES``, have an example.
    """
    groups = wrong_groups(work, readings)
    words = vocabulary(read, work.plan, work.names)
    found = [
        _described(group, number, work, words)
        for exercise in groups.values()
        for number, group in enumerate(exercise, 1)
    ]
    return sorted(found, key=lambda one: -one.students)


def wrong_groups(
    work: ClassWork, readings: Sequence[Reading], only: str = ""
) -> dict[str, list[list[WrongAnswer]]]:
    """Return by exercise the groups of answers that had the same unexplained outcome.

    Raises
    ------
    NoSandboxError
        If there are such answers and no sandbox to try them in.
    """
    asked: dict[str, dict[str, tuple[str, ...]]] = {}
    for reading in readings:
        if reading.unexplained and only in ("", reading.exercise):
            asked.setdefault(reading.student, {})[reading.exercise] = reading.unexplained
    if asked:
        prove_sandbox(work.plan)
    works = [(one, list(asked[one.student])) for one in work.works if one.student in asked]
    codes = {(one.student, name): _code(one, name) for one, names in works for name in names}
    answers = [
        WrongAnswer(student, name, codes[student, name], results, asked[student][name])
        for student, name, results in results_of_class(works, work.plan)
    ]
    known = known_exercises()
    return {
        name: grouped([one for one in answers if one.exercise == name], known[name])
        for name in dict.fromkeys(one.exercise for one in answers)
    }


def _code(work: Work, exercise: str) -> str:
    return next((cell.source for cell in work.cells if cell.grade_id == exercise), "")


def _described(
    group: list[WrongAnswer], number: int, work: ClassWork, words: Vocabulary
) -> Unexplained:
    first = group[0]
    exercise = known_exercises()[first.exercise]
    example, note = "", AS_SHOWN
    if len(group) > 1 or number <= MOST_EXAMPLES:
        example, note = example_of(group, exercise, work, words)
    return Unexplained(
        first.exercise,
        number,
        len(group),
        in_words(first.results, exercise),
        first.lost,
        example,
        note,
        message_now(first.results, exercise),
    )


def example_of(
    group: list[WrongAnswer], exercise: Exercise, work: ClassWork, words: Vocabulary
) -> tuple[str, str]:
    """Return an anonymous answer of a group, and a note if it does not do what they did.

    The shortest that still has their outcome is taken.
    """
    shown = []
    for answer in group[:MOST_TRIED]:
        try:
            code = anonymised(answer.code, words)
        except NoPythonError:
            continue
        shown.append(code)
        results = results_of_code(code, exercise.name, work.plan)
        if same_results(results, answer.results, exercise):
            return code, AS_SHOWN
    return (shown[0], ANOTHER_RESULT) if shown else ("", NO_EXAMPLE)
