"""Find the misconception behind each failed test, without counting anything twice.

``check`` names the first difference, so it attributes at most one misconception of the corpus to
an answer. The tests that this misconception fails, according to the corpus, count as explained by
it. Every other failed test is explained by its own message, if it has one. The remaining failed
tests have no explanation yet; the report lists them for the course's author.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grading_helpers.checking.messages import tried
from grading_helpers.checking.verdict import Verdict
from grading_helpers.compare import ANOTHER_RESULT, InWordsError
from grading_helpers.figures.display import NotAFigureError
from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.grader.submission.rebuild import ADDED
from grading_helpers.instructor.report.graded_class import THEIR_WORDS, GradedWork, is_not_attempted


@dataclass(frozen=True, order=True)
class Misconception:
    """A mistake with an explanation: that of a corpus answer, or a test's message."""

    exercise: str
    words: str
    answer: str = ""


@dataclass(frozen=True)
class Reading:
    """What one student's answer to one exercise shows.

    ``shown`` has its misconceptions, each once, and ``unexplained`` the failed tests without an
    explanation.
    """

    student: str
    exercise: str
    shown: tuple[Misconception, ...]
    unexplained: tuple[str, ...]


def read_answer(work: GradedWork, exercise: ExerciseFolder, tests: Mapping[str, float]) -> Reading:
    """Return what an answer shows.

    Parameters
    ----------
    work : GradedWork
        The student's graded work.
    exercise : ExerciseFolder
        The exercise with its corpus.
    tests : mapping of str to float
        The points of each test of the exercise.
    """
    lost = work.lost(tests)
    if not lost or not work.attempted(exercise.name, tests):
        return Reading(work.student, exercise.name, (), ())
    shown = []
    known = {one.message: one for one in exercise.wrong}
    if answer := known.get(last_message(work, exercise)):
        shown.append(Misconception(exercise.name, answer.message, answer.name))
        lost = [test for test in lost if test not in answer.fails]
    messages = {test: words_of_test(work.why.get(test, "")) for test in lost}
    for words in dict.fromkeys(filter(None, messages.values())):
        shown.append(Misconception(exercise.name, words))
    unexplained = tuple(test for test, words in messages.items() if not words)
    return Reading(work.student, exercise.name, tuple(shown), unexplained)


def last_message(work: GradedWork, exercise: ExerciseFolder) -> str:
    """Return what ``check`` said last about an exercise in a cell of the lesson.

    Cells that students add are skipped: they may contain a ``check`` of an earlier attempt.
    """
    cases = [case.name for case in exercise.recipe.cases]
    found = ""
    for cell in work.cells:
        if cell.name.startswith(ADDED) or f"check({exercise.name})" not in cell.source:
            continue
        for text in cell.texts:
            found = message_about(text, exercise.name, cases) or found
    return found


def read_answers(works: Iterable[GradedWork], read: ReadLesson) -> list[Reading]:
    """Return what every answer of a class shows."""
    tests = points_by_exercise(read)
    return [
        read_answer(work, exercise, tests[name])
        for work in works
        for name, exercise in read.exercises.items()
    ]


def points_by_exercise(read: ReadLesson) -> dict[str, dict[str, float]]:
    """Return the points of each test, by exercise."""
    return {
        name: {test: cell.points for test, cell in read.lesson.tests_of(name).items()}
        for name in read.lesson.answers
    }


# The message of a comparison for any wrong result, now and in version 0.1; it names no mistake.
_ENDINGS = (ANOTHER_RESULT, "On this data something else follows")
_GENERIC = re.compile(
    rf"The (?:function returned|figure shows).*({'|'.join(map(re.escape, _ENDINGS))}| …$)", re.S
)
_IN_WORDS = tuple(kind.__name__ for kind in (InWordsError, NotAFigureError, AssertionError))


def message_about(text: str, exercise: str, cases: Iterable[str]) -> str:
    """Return what a displayed verdict of ``check`` says after the name of the case.

    Parameters
    ----------
    text : str
        The displayed text.
    exercise : str
        The exercise that it may be about.
    cases : iterable of str
        The names of the cases that ``check`` tries.

    Returns
    -------
    str
        Empty if the text is something else.

    Examples
    --------
    >>> text = "◐ Not yet. nps was tried on a small survey. The passives are missing."
    >>> message_about(text, "nps", ["a small survey"])
    'The passives are missing.'
    >>> message_about("42", "nps", ["a small survey"])
    ''
    """
    if (verdict := Verdict.from_text(text)) is None:
        return ""
    calls = (call for case in cases for call in _calls(exercise, case))
    call = next((one for one in calls if verdict.message.startswith(one)), "")
    return verdict.message.removeprefix(call)


def _calls(exercise: str, case: str) -> tuple[str, str]:
    """Return how a verdict names a case, now and in notebooks checked with an earlier version."""
    return f"{tried(exercise, case)} ", f"{exercise} was called on {case}. "


def words_of_test(why: str) -> str:
    """Return what a failed test says about the mistake; empty if it says nothing specific.

    Examples
    --------
    >>> words_of_test("InWordsError: Missing from the figure: a title.")
    'Missing from the figure: a title.'
    >>> words_of_test("KeyError: 'store'"), words_of_test("AssertionError: …")
    ('', '')
    """
    kind, _, words = why.partition(": ")
    names_none = not words or words == THEIR_WORDS or _GENERIC.match(words)
    return words if kind in _IN_WORDS and not names_none else ""


def exception_of_test(why: str) -> str:
    """Return the exception that ended a test; empty if the test failed with a message.

    Examples
    --------
    >>> exception_of_test("KeyError: 'store'"), exception_of_test("InWordsError: No title.")
    ('KeyError', '')
    """
    kind = why.partition(":")[0].strip()
    return "" if kind in _IN_WORDS or is_not_attempted(why) else kind
