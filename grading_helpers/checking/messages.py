"""The generic messages of ``check``, for results that no author's message fits.

The messages that name a misconception come from the wrong answers in ``course/``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from grading_helpers.checking.attempt import Attempt
from grading_helpers.checking.differences import Compared, differences_in_words
from grading_helpers.checking.origin import last_line
from grading_helpers.checking.outcomes import SMALL_EXAMPLE, Case, Exercise
from grading_helpers.checking.results import counts_as, kind, read
from grading_helpers.checking.time_limit import SECONDS, TookTooLongError
from grading_helpers.checking.written import as_written

MATCHES = (
    "The grade also depends on hidden tests with other data, so read the rules of the task "
    "once more."
)
MATCHES_IN_PRACTICE = (
    "This exercise is for practice: nothing else is tested, and it earns no points."
)
NOT_ATTEMPTED = (
    "Replace the last line of the cell above, raise NotImplementedError(), with your answer, "
    "then run the cell."
)
BY_HAND = "Work it out by hand, and compare each step of the rule with your code."
FROM_BEFORE = (
    "The last run of the cell that defines {name} stopped with an error, "
    "so check tried the version from before."
)


def not_a_function(given: object) -> str:
    """Say that ``check`` was given something other than a function."""
    return (
        "check takes the function itself: write its name without brackets, as in "
        f"check(servqual_gaps). You gave it {kind(given)}."
    )


def unknown_exercise(name: str, known: list[str]) -> str:
    """Say that no exercise has the function's name."""
    nearest = get_close_matches(name, known, n=1)
    advice = f"Did you mean {nearest[0]}?" if nearest else f"The exercises are: {', '.join(known)}."
    return f"There is no exercise called {name}; check uses your function's name. {advice}"


def tried(exercise: str, case: str) -> str:
    """Say which function was tried, and on which data.

    Examples
    --------
    >>> tried("csat_by_store", "small example 3")
    'csat_by_store was tried on a small example.'
    """
    # The number of a small example means nothing to learners, who see the data.
    shown = f"a {SMALL_EXAMPLE}" if case.startswith(SMALL_EXAMPLE) else case
    return f"{exercise} was tried on {shown}."


def together(mistakes: Sequence[str]) -> str:
    """Return the message of a mistake, or of two that explain the result only together."""
    if len(mistakes) == 1:
        return mistakes[0]
    return f"Two things together explain what it does. First: {' Second: '.join(mistakes)}"


def changed_input(name: str) -> str:
    """Say that the function changed what it was given."""
    return (
        f"The result is right on this data, but {name} changes its input. "
        "Work on a copy, or build something new."
    )


def unexplained(
    seen: Attempt,
    exercise: Exercise,
    case: Case,
    others: Callable[[], Iterable[tuple[Attempt, Case]]] = tuple,
) -> str:
    """Say as much as possible about a result that no author's message fits.

    Parameters
    ----------
    seen : Attempt
        What the function did.
    exercise : Exercise
        The exercise.
    case : Case
        The case in which it was tried.
    others : callable
        Gives what it did in the other cases in which it is wrong.
    """
    if seen.fault:
        return seen.fault
    if seen.leaves == read(None):
        return "It returned nothing. Does every path through the function end with a return?"
    if not case.view and counts_as(seen.result) != case.kind:
        return _wrong_kind(seen, case)
    if case.view:
        return f"What your figure shows: {seen.sight}. That is not what the task asks for yet."
    compared = _compared(exercise, seen, case)
    words = differences_in_words(
        compared, lambda: (_compared(exercise, *other) for other in others())
    )
    return f"{words or _not_right(seen)} {BY_HAND}"


def _compared(exercise: Exercise, seen: Attempt, case: Case) -> Compared:
    salt = f"{exercise.name}/{case.name}"
    return Compared(seen.leaves, case, exercise.tolerance, salt, seen.result)


def _not_right(seen: Attempt) -> str:
    if len(seen.leaves) == 1:
        return f"It returned {as_written(seen.result)}, which is not right yet."
    return "The entries are not right yet."


def _wrong_kind(seen: Attempt, case: Case) -> str:
    """Say what came back if the task asks for another type of result."""
    name = kind(seen.result)
    if isinstance(seen.result, BaseException):
        return f"It returned {name}. To stop with an error, write raise instead of return."
    if case.kind == "an error":
        return f"It returned {name}, but with this input the task asks for an error: raise it."
    return f"It returned {name}, but the task asks for {case.kind}."


def stopped_by_error(
    exercise: Exercise, case: Case, error: BaseException, function: Callable[..., object]
) -> str:
    """Say which error stopped the function, and on which line of the learner's code."""
    where = _place(error, function)
    if isinstance(error, TookTooLongError):
        return (
            f"{tried(exercise.name, case.name)} After {SECONDS:.0f} seconds it was still running, "
            f"so check stopped it.{where} Is there a loop that never ends?"
        )
    text = _text(error)
    what = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return f"{tried(exercise.name, case.name)} It stopped with {what}.{where}"


def _text(error: BaseException) -> str:
    try:
        return " ".join(str(error).split())[:200]
    except Exception:
        return ""


def _place(error: BaseException, function: Callable[..., object]) -> str:
    line = last_line(error.__traceback__, function)
    if line is None:
        return ""
    cell = "your cell" if line.is_own_cell else f"the cell that defines {line.function}"
    was = "It was on" if isinstance(error, TookTooLongError) else "Look at"
    return f" {was} line {line.number} of {cell}: {line.text}"
