"""The content of the feedback page: points by exercise, and why each point was lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grading_helpers.checking.verdict import State, Verdict
from grading_helpers.compare import InWordsError
from grading_helpers.instructor.feedback.outline import (
    Cell,
    ExerciseOutline,
    GradedItem,
    Outline,
)
from grading_helpers.instructor.feedback.scores import NO_SCORE, Score, Scores
from grading_helpers.instructor.grader.execution.failures import Failure
from grading_helpers.instructor.grader.submission.assignment import name_of
from grading_helpers.instructor.grader.submission_result import STOPPED

NOT_WRITTEN = "This answer has not been written yet"
WRAPPED = re.compile(r"\bnp\.(?:float|int|str_|bool)\w*\(([^()]*)\)")
LONG_NUMBER = re.compile(r"-?\d+\.\d{5,}(?:e[+-]?\d+)?")


@dataclass(frozen=True)
class Loss:
    """Points lost in one test or answer, and why.

    ``words`` are the message of the test, and ``failure`` is the smallest input on which it
    fails, if the instructor wants it shown.
    """

    item: GradedItem
    score: Score
    words: str = ""
    failure: Failure | None = None

    @property
    def lost(self) -> float:
        """How many points were lost."""
        return self.score.most - self.score.points


@dataclass(frozen=True)
class ExerciseAccount:
    """The points of one exercise, with explanations.

    ``verdict`` is what ``check`` said about the answer, unless it matched; ``waiting`` is the
    number of points still to be marked by hand.
    """

    title: str
    by_tests: Score | None
    by_hand: Score | None
    losses: tuple[Loss, ...]
    verdict: str
    comments: tuple[str, ...]
    waiting: float = 0.0

    @property
    def whole(self) -> Score:
        """The points of the exercise."""
        return _sum(one for one in (self.by_tests, self.by_hand) if one)

    @property
    def needs_explanation(self) -> bool:
        """Whether the page explains this exercise, instead of only giving its points."""
        return bool(self.losses or self.comments)


@dataclass(frozen=True)
class Account:
    """Everything that the page says above the notebook."""

    title: str
    student: str
    lines: tuple[ExerciseAccount, ...]
    penalty: float

    @property
    def total(self) -> Score:
        """The points of the lesson, less the penalty for lateness."""
        whole = _sum(line.whole for line in self.lines)
        return Score(max(0.0, whole.points - self.penalty), whole.most, whole.waits)

    @property
    def waiting(self) -> float:
        """How many points are still to be marked by hand."""
        return sum(line.waiting for line in self.lines)


def make_account(
    outline: Outline,
    scores: Scores,
    cells: Iterable[Cell],
    failures: Mapping[str, Failure] | None = None,
) -> Account:
    """Return what the page says to one student.

    Parameters
    ----------
    outline : Outline
        The exercises of the lesson.
    scores : Scores
        From the gradebook.
    cells : iterable of mapping
        The cells of the graded notebook.
    failures : mapping of str to Failure, optional
        The smallest inputs on which tests fail, by test.
    """
    outputs = {name_of(cell): list(cell.get("outputs") or []) for cell in cells}
    lines = tuple(_line(one, scores, outputs, failures or {}) for one in outline.exercises)
    return Account(outline.title, scores.name or scores.student, lines, scores.penalty)


def _line(
    exercise: ExerciseOutline,
    scores: Scores,
    outputs: Mapping[str, list[Cell]],
    failures: Mapping[str, Failure],
) -> ExerciseAccount:
    given = {one.grade_id: scores.by_item.get(one.grade_id, NO_SCORE) for one in exercise.items}
    losses = [
        Loss(
            one,
            given[one.grade_id],
            failure_message(one, outputs.get(one.grade_id, [])),
            failures.get(one.grade_id),
        )
        for one in exercise.items
        if given[one.grade_id].is_lost
    ]
    return ExerciseAccount(
        exercise.title,
        _sum_of(exercise, given, by_hand=False),
        _sum_of(exercise, given, by_hand=True),
        tuple(losses),
        _verdict(output for name in exercise.checked for output in outputs.get(name, [])),
        tuple(words for name, words in scores.comments.items() if name in exercise.cells),
        sum(one.most for one in given.values() if one.waits),
    )


def _sum_of(
    exercise: ExerciseOutline, given: Mapping[str, Score], *, by_hand: bool
) -> Score | None:
    scores = [given[one.grade_id] for one in exercise.items if one.by_hand is by_hand]
    return _sum(scores) if scores else None


def _sum(scores: Iterable[Score]) -> Score:
    found = list(scores)
    points, most = sum(one.points for one in found), sum(one.most for one in found)
    return Score(points, most, any(one.waits for one in found))


def failure_message(item: GradedItem, outputs: Iterable[Cell]) -> str:
    """Return why a test failed, in its own words if students may see them.

    The course's own assertions never reveal what was expected. A plain ``assert`` in a hidden
    test, or one from another library, may do so, and is not shown.
    """
    errors = [one for one in outputs if one.get("output_type") == "error"]
    if not errors:
        return ""
    kind, words = str(errors[-1].get("ename", "")), str(errors[-1].get("evalue", ""))
    if kind in (InWordsError.__name__, STOPPED):
        return tidied(words)
    if kind == NotImplementedError.__name__ and not words:
        return f"{NOT_WRITTEN}."
    if kind == AssertionError.__name__:
        return "" if item.hidden else tidied(words)
    return f"It stopped with {kind}: {tidied(words)}" if words else f"It stopped with {kind}."


def tidied(words: str) -> str:
    """Return a test's message with plain, short numbers.

    Examples
    --------
    >>> tidied("{'N': 33.333333333333336, 'all': np.float64(50.0)}")
    "{'N': 33.3333, 'all': 50.0}"
    """
    plain = WRAPPED.sub(r"\1", words)
    return LONG_NUMBER.sub(lambda number: repr(round(float(number[0]), 4)), plain)


def _verdict(outputs: Iterable[Cell]) -> str:
    """Return what ``check`` said last, unless the answer matched."""
    shown = (str((one.get("data") or {}).get("text/plain", "")) for one in outputs)
    said = [found for text in shown if (found := Verdict.from_text(text.lstrip()))]
    if not said or said[-1].state is State.MATCHES:
        return ""
    return f"{said[-1].state}. {' '.join(said[-1].message.split())}"


def points(number: float) -> str:
    """Return a number of points as text.

    Examples
    --------
    >>> points(2.0), points(0.5)
    ('2', '0.5')
    """
    return f"{round(number, 2):g}"
