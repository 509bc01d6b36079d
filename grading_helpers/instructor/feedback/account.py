"""The account that a student is given: points by exercise, and what each lost point was for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from grading_helpers.instructor.feedback.outline import Exercise, Item, Outline, name_of
from grading_helpers.instructor.feedback.scores import Score, Scores
from grading_helpers.verdicts import LOOKS, State

Cell = Mapping[str, Any]
NO_SCORE = Score(0.0, 0.0)
VERDICT = re.compile(
    rf"\s*(?:{'|'.join(symbol for symbol, _ in LOOKS.values())}) "
    rf"(?P<state>{'|'.join(State)})\. (?P<message>.+?)(?:\n\n|\Z)",
    re.S,
)
WRAPPED = re.compile(r"\bnp\.(?:float|int|str_|bool)\w*\(([^()]*)\)")
LONG_NUMBER = re.compile(r"-?\d+\.\d{5,}(?:e[+-]?\d+)?")


@dataclass(frozen=True)
class Loss:
    """Points that were lost, for what, and the words of the test about it."""

    item: Item
    score: Score
    words: str = ""

    @property
    def lost(self) -> float:
        """How many points were lost."""
        return self.score.most - self.score.points


@dataclass(frozen=True)
class Line:
    """One exercise of the account.

    ``verdict`` is what ``check`` said of the answer, unless that it matches; ``waiting`` is how
    many points a person has yet to give or keep.
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
    def is_worth_a_word(self) -> bool:
        """Whether there is more to say of it than its points."""
        return bool(self.losses or self.comments)


@dataclass(frozen=True)
class Account:
    """All that is said before the notebook is shown."""

    title: str
    student: str
    lines: tuple[Line, ...]
    penalty: float

    @property
    def total(self) -> Score:
        """The points of the lesson, less what lateness cost."""
        whole = _sum(line.whole for line in self.lines)
        return Score(max(0.0, whole.points - self.penalty), whole.most, whole.waits)

    @property
    def waiting(self) -> float:
        """How many points a person has yet to give or keep."""
        return sum(line.waiting for line in self.lines)


def make_account(outline: Outline, scores: Scores, cells: Iterable[Cell]) -> Account:
    """Return the account of one student.

    Parameters
    ----------
    outline : Outline
        The exercises of the lesson.
    scores : Scores
        From the gradebook.
    cells : iterable of mapping
        The cells of the graded notebook.
    """
    outputs = {name_of(cell): list(cell.get("outputs") or []) for cell in cells}
    lines = tuple(_line(one, scores, outputs) for one in outline.exercises)
    return Account(outline.title, scores.name or scores.student, lines, scores.penalty)


def _line(exercise: Exercise, scores: Scores, outputs: Mapping[str, list[Cell]]) -> Line:
    given = {one.grade_id: scores.by_item.get(one.grade_id, NO_SCORE) for one in exercise.items}
    losses = [
        Loss(one, given[one.grade_id], words_of(one, outputs.get(one.grade_id, [])))
        for one in exercise.items
        if given[one.grade_id].points < given[one.grade_id].most and not given[one.grade_id].waits
    ]
    return Line(
        exercise.title,
        _sum_of(exercise, given, by_hand=False),
        _sum_of(exercise, given, by_hand=True),
        tuple(losses),
        _verdict(output for name in exercise.cells for output in outputs.get(name, [])),
        tuple(words for name, words in scores.comments.items() if name in exercise.cells),
        sum(one.most for one in given.values() if one.waits),
    )


def _sum_of(exercise: Exercise, given: Mapping[str, Score], *, by_hand: bool) -> Score | None:
    scores = [given[one.grade_id] for one in exercise.items if one.by_hand is by_hand]
    return _sum(scores) if scores else None


def _sum(scores: Iterable[Score]) -> Score:
    found = list(scores)
    points, most = sum(one.points for one in found), sum(one.most for one in found)
    return Score(points, most, any(one.waits for one in found))


def words_of(item: Item, outputs: Iterable[Cell]) -> str:
    """Return why a test failed, in its own words if they may be told.

    The course's assertions never say what was expected. A plain ``assert`` of a hidden test, or
    of another library, may; its words stay with the instructor.
    """
    errors = [one for one in outputs if one.get("output_type") == "error"]
    if not errors:
        return ""
    kind, words = str(errors[-1].get("ename", "")), str(errors[-1].get("evalue", ""))
    if kind in ("InWordsError", "Stopped"):
        return tidied(words)
    if kind == "NotImplementedError" and not words:
        return "The answer is not written yet."
    if kind == "AssertionError":
        return "" if item.hidden else tidied(words)
    return f"It stopped with {kind}: {tidied(words)}" if words else f"It stopped with {kind}."


def tidied(words: str) -> str:
    """Return a test's words without what only programmers read.

    Examples
    --------
    >>> tidied("{'N': 33.333333333333336, 'all': np.float64(50.0)}")
    "{'N': 33.3333, 'all': 50.0}"
    """
    plain = WRAPPED.sub(r"\1", words)
    return LONG_NUMBER.sub(lambda number: repr(round(float(number[0]), 4)), plain)


def _verdict(outputs: Iterable[Cell]) -> str:
    """Return what ``check`` said last, unless that the answer matches."""
    shown = (str((one.get("data") or {}).get("text/plain", "")) for one in outputs)
    said = [found for text in shown if (found := VERDICT.match(text))]
    if not said or said[-1]["state"] == State.MATCHES:
        return ""
    return f"{said[-1]['state']}. {' '.join(said[-1]['message'].split())}"


def points(number: float) -> str:
    """Return a number of points as it is read out.

    Examples
    --------
    >>> points(2.0), points(0.5)
    ('2', '0.5')
    """
    return f"{round(number, 2):g}"
