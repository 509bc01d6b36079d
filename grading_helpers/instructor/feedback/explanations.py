"""The content of the feedback page: points by exercise, and why each point was lost."""

from __future__ import annotations

import builtins
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from grading_helpers.checking.verdict import State, Verdict
from grading_helpers.compare import ANOTHER_RESULT, InWordsError
from grading_helpers.instructor.diagnostics import few
from grading_helpers.instructor.feedback.outline import (
    Cell,
    ExerciseOutline,
    GradedItem,
    Outline,
)
from grading_helpers.instructor.feedback.scores import NO_SCORE, Score, Scores
from grading_helpers.instructor.grader.execution.failures import Failure
from grading_helpers.instructor.grader.submission.assignment import name_of
from grading_helpers.instructor.grader.submission.dependencies import names_bound
from grading_helpers.instructor.grader.submission.rebuild import has_conflict
from grading_helpers.instructor.grader.submission_result import STOPPED

NOT_WRITTEN = "This answer has not been written yet"
WRAPPED = re.compile(r"\bnp\.(?:float|int|str_|bool)\w*\(([^()]*)\)")
# Where Python found a syntax error: a file of IPython's own naming.
IN_CELL = re.compile(r" \(<ipython-input-[^>]*>, line (\d+)\)")
LONG_NUMBER = re.compile(r"-?\d+\.\d{5,}(?:e[+-]?\d+)?")
# How `grading_helpers.compare` begins to say what came back, and what it adds.
CAME_BACK = ("The function returned ", "The figure shows: ")
ON_THIS_DATA = "On this data "
UNDEFINED = re.compile(r"name '(\w+)' is not defined")
REBOUND = re.compile(r"(\w+) is an? (\w+) here: a later cell gave it another value")
KNOWN_KINDS = frozenset(dir(builtins)) | {"ndarray", "Series", "DataFrame"}
KNOWN_ERRORS = frozenset(dir(builtins)) | {
    *("DataError", "IndexingError", "IntCastingNaNError", "LinAlgError", "MergeError"),
    *("NotAFigureError", "OutOfBoundsDatetime", "ParserError", "UndefinedVariableError"),
}

# How many errors outside tests a hidden test may repeat in full.
MOST_SEEN = 4

# The class and the words of an error.
Error = tuple[str, str]


@dataclass(frozen=True)
class Loss:
    """Points lost in one test or answer, and why.

    ``words`` is the message of the test, and ``failure`` is the smallest input on which it
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
    there = {name_of(cell): cell for cell in cells}
    seen = errors_outside_tests(outline, {name: _outputs(there, name) for name in there})
    lines = tuple(_line(one, scores, there, failures or {}, seen) for one in outline.exercises)
    return Account(outline.title, scores.name or scores.student, lines, scores.penalty)


def _line(
    exercise: ExerciseOutline,
    scores: Scores,
    cells: Mapping[str, Cell],
    failures: Mapping[str, Failure],
    seen: Collection[Error],
) -> ExerciseAccount:
    own = [str(cells[name].get("source") or "") for name in exercise.answers if name in cells]
    given = {one.grade_id: scores.by_item.get(one.grade_id, NO_SCORE) for one in exercise.items}
    losses = [
        Loss(
            one,
            given[one.grade_id],
            with_hint(failure_message(one, _outputs(cells, one.grade_id), seen), one.names, own),
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
        _verdict(output for name in exercise.checked for output in _outputs(cells, name)),
        tuple(words for name, words in scores.comments.items() if name in exercise.cells),
        sum(one.most for one in given.values() if one.waits),
    )


def _outputs(cells: Mapping[str, Cell], name: str) -> list[Cell]:
    return list(cells.get(name, {}).get("outputs") or [])


def _sum_of(
    exercise: ExerciseOutline, given: Mapping[str, Score], *, by_hand: bool
) -> Score | None:
    scores = [given[one.grade_id] for one in exercise.items if one.by_hand is by_hand]
    return _sum(scores) if scores else None


def _sum(scores: Iterable[Score]) -> Score:
    found = list(scores)
    points, most = sum(one.points for one in found), sum(one.most for one in found)
    return Score(points, most, any(one.waits for one in found))


def errors_outside_tests(outline: Outline, outputs: Mapping[str, Iterable[Cell]]) -> set[Error]:
    """Return the first few errors that a notebook shows in cells which earn no points.

    Parameters
    ----------
    outline : Outline
        The exercises of the lesson.
    outputs : mapping of str to iterable of mapping
        The outputs of the notebook, by cell.
    """
    tests = {one.grade_id for part in outline.exercises for one in part.items}
    cells = (found for name, found in outputs.items() if name not in tests)
    errors = (_error(one) for found in cells for one in found if one.get("output_type") == "error")
    # With many to choose from, an answer could tell its input by which one it raises.
    return set([*dict.fromkeys(errors)][:MOST_SEEN])


def _error(output: Cell) -> Error:
    return str(output.get("ename", "")), str(output.get("evalue", ""))


def failure_message(item: GradedItem, outputs: Iterable[Cell], seen: Collection[Error] = ()) -> str:
    """Return why a test failed, in its own words if students may see them.

    The course's own assertions never reveal what was expected. A plain ``assert`` in a hidden
    test, or one from another library, may do so, and is not shown. What an answer returned for a
    hidden test, or said in an exception, may repeat the data of the test, and is not shown either.

    Parameters
    ----------
    item : GradedItem
        The test.
    outputs : iterable of mapping
        What its cell shows.
    seen : collection of tuple, optional
        The errors that cells outside tests show, which are no secret.
    """
    errors = [one for one in outputs if one.get("output_type") == "error"]
    if not errors:
        return ""
    kind, words = error = _error(errors[-1])
    if kind in (InWordsError.__name__, STOPPED):
        return tidied(_without_what_came_back(words) if item.hidden else words)
    if kind == NotImplementedError.__name__ and not words:
        return f"{NOT_WRITTEN}."
    if kind == AssertionError.__name__:
        return "" if item.hidden else tidied(words)
    if item.hidden and error not in seen and not _is_from_the_grader(words, item):
        words = ""
        kind = kind if kind in KNOWN_ERRORS else "an error"
    return f"It stopped with {kind}: {tidied(words)}" if words else f"It stopped with {kind}."


def with_hint(message: str, asked: Collection[str], answers: Sequence[str]) -> str:
    """Add to a message what the text of the answer shows about the cause.

    Parameters
    ----------
    message : str
        Why a test failed.
    asked : collection of str
        The names that the test needs.
    answers : sequence of str
        The cells of the answer.

    Examples
    --------
    >>> why = "It stopped with NameError: name 'nps' is not defined"
    >>> with_hint(why, ["nps"], ["def NPS(scores): ..."])
    "It stopped with NameError: name 'nps' is not defined. The cell of this answer defines NPS."
    """
    if "SyntaxError" in message and any(map(has_conflict, answers)):
        return f"{message}. The cell has <<<<<<< and >>>>>>> in it, which git leaves after a merge."
    undefined = UNDEFINED.search(message)
    if undefined and undefined[1] in asked:
        defined = {name for one in answers for name in names_bound(one)} - {undefined[1]}
        if defined:
            return f"{message}. The cell of this answer defines {few(sorted(defined))}."
    return message


def _without_what_came_back(words: str) -> str:
    """Return the message of a failed comparison without the result that failed.

    A message that only says that a different result was due is dropped: a failed test says as much.

    Examples
    --------
    >>> _without_what_came_back("The function returned 3. On this data it should raise KeyError.")
    "On the test's data it should raise KeyError."
    >>> _without_what_came_back(f"The function returned 3. {ANOTHER_RESULT}")
    ''
    """
    if not words.startswith(CAME_BACK):
        return words
    if words.endswith(ANOTHER_RESULT):
        return ""
    return f"On the test's data {words.rpartition(ON_THIS_DATA)[2]}"


def _is_from_the_grader(words: str, item: GradedItem) -> bool:
    """Return whether a message about a missing or rebound name has none of the student's words.

    An answer can raise an exception with such a message, so it must not choose any word in it.
    """
    if undefined := UNDEFINED.fullmatch(words):
        return undefined[1] in item.names
    rebound = REBOUND.fullmatch(words)
    return rebound is not None and rebound[1] in item.names and rebound[2] in KNOWN_KINDS


def tidied(words: str) -> str:
    """Return a test's message with plain, short numbers, and lines of code as students know them.

    Examples
    --------
    >>> tidied("{'N': 33.333333333333336, 'all': np.float64(50.0)}")
    "{'N': 33.3333, 'all': 50.0}"
    >>> tidied("invalid syntax (<ipython-input-86-8cb98ece54b4>, line 1)")
    'invalid syntax, on line 1 of the cell'
    """
    plain = IN_CELL.sub(r", on line \1 of the cell", WRAPPED.sub(r"\1", words))
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
