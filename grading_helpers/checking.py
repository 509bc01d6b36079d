"""``check``: look at an answer on the data at hand and say in words what is seen.

It holds no answer. It compares digests of outcomes, so that it can name a misconception
that others have had before. What it says is about this data; the grade also depends on
hidden tests with other data, and it says so.
"""

from __future__ import annotations

import linecache
import os
import re
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches
from types import TracebackType
from typing import Any

import pandas as pd
from IPython.display import display

from grading_helpers.attempts import Attempt, attempt
from grading_helpers.compare import InWordsError
from grading_helpers.exhibits import NOTHING, Exhibit, exhibit
from grading_helpers.outcomes import Case, Exercise, known_exercises
from grading_helpers.results import kind, read
from grading_helpers.verdicts import State, Verdict

# The first key of a leaf's path, in which dots and brackets are escaped.
ENTRY = re.compile(r"\.((?:\\.|[^.\[\\])*)")

PROMISE = (
    "The grade also depends on hidden tests with other data, so read the rules of the task "
    "once more."
)
FOR_PRACTICE = "This one is for practice: nothing else is tested, and it earns no points."
WRITE_IT = (
    "Write your answer in the cell above in place of its last line, "
    "raise NotImplementedError(), then run that cell."
)
NO_NAME_YET = (
    "No message fits this result exactly. Work a few rows out by hand, "
    "and compare each step of the rule with your code."
)


class NotYetError(InWordsError):
    """Raised only while ``nbgrader validate`` runs, which knows no other sign."""


def check(function: Callable[..., Any]) -> None:
    """Do what ``grading_helpers.check`` promises."""
    verdict = examine(function)
    if os.environ.get("NBGRADER_EXECUTION") == "validate" and verdict.state != State.MATCHES:
        raise NotYetError(str(verdict))
    display(verdict)


def examine(function: object, exercises: dict[str, Exercise] | None = None) -> Verdict:
    """Return the verdict on a function; whatever the object is, the answer is in words.

    Parameters
    ----------
    function : object
        The function of an exercise; its name says which.
    exercises : dict of str to Exercise, optional
        Those of the course by default.

    Returns
    -------
    Verdict
        The first thing that differs decides; cases are tried in the author's order.

    Examples
    --------
    >>> examine(3).state
    <State.BROKE: 'Something broke'>
    """
    if not callable(function):
        return Verdict(
            State.BROKE,
            "check takes the function itself: write its name without brackets, as in "
            f"check(servqual_gaps). It was given {kind(function)}.",
        )
    known = known_exercises() if exercises is None else exercises
    name = _name(function)
    if name not in known:
        return Verdict(State.BROKE, _unknown(name, list(known)))
    attempts = []
    for case in known[name].cases:
        attempts.append(attempt(function, case))
        if verdict := _judge(attempts[-1], function, known[name], case):
            shown = _worth_a_look(verdict, attempts[-1], case)
            return replace(verdict, exhibit=shown, hints=known[name].hints)
    words = PROMISE if known[name].is_graded else FOR_PRACTICE
    return Verdict(State.MATCHES, words, exhibit(_worth_seeing(known[name], attempts)))


def _worth_a_look(verdict: Verdict, seen: Attempt, case: Case) -> Exhibit:
    """Show a figure that is not right yet, and a result that no message explains."""
    unexplained = verdict.message.endswith(NO_NAME_YET)
    return exhibit(seen.result) if case.view or unexplained else NOTHING


def _worth_seeing(exercise: Exercise, attempts: list[Attempt]) -> object:
    """Return the result on the company's own data, if a case has it."""
    on_tables = (
        seen.result
        for case, seen in zip(exercise.cases, attempts, strict=True)
        if any("table" in recipe and "rows" not in recipe for recipe in case.inputs)
    )
    return next(on_tables, attempts[0].result)


def _name(function: object) -> str:
    try:
        return str(function.__name__)  # type: ignore[attr-defined]
    except Exception:
        return type(function).__name__


def _unknown(name: str, known: list[str]) -> str:
    nearest = get_close_matches(name, known, n=1)
    advice = f"Did you mean {nearest[0]}?" if nearest else f"The exercises are: {', '.join(known)}."
    return f"check goes by the name after def, and knows no exercise called {name}. {advice}"


def _judge(
    seen: Attempt, function: Callable[..., Any], exercise: Exercise, case: Case
) -> Verdict | None:
    """Return what is to be said about one case, or None if there is nothing."""
    if type(seen.error) is NotImplementedError and not seen.error.args:
        return Verdict(State.NOT_ATTEMPTED, WRITE_IT)
    salt = f"{exercise.name}/{case.name}"
    if case.right and case.right.fits(seen.leaves, exercise.tolerance, salt):
        return None if seen.kept_inputs else Verdict(State.NOT_YET, _changed(exercise.name))
    for wrong in case.wrong:
        if wrong.fits(seen.leaves, exercise.tolerance, salt):
            return Verdict(State.NOT_YET, f"{_called(exercise, case)} {wrong.message}")
    if seen.error:
        return Verdict(State.BROKE, _broke(exercise, case, seen.error, function))
    return Verdict(State.NOT_YET, f"{_called(exercise, case)} {_unnamed(seen, exercise, case)}")


def _called(exercise: Exercise, case: Case) -> str:
    return f"{exercise.name} was called on {case.name}."


def _changed(name: str) -> str:
    return (
        f"The result is right on this data, but {name} changes its input. "
        "Work on a copy, or build something new."
    )


def _unnamed(seen: Attempt, exercise: Exercise, case: Case) -> str:
    """Say as much as can be said of a result that no message fits."""
    if seen.fault:
        return seen.fault
    if seen.leaves == read(None):
        return "It returned nothing: is there a return at the end of every path?"
    if not case.view and seen.kind.replace("tuple", "list") != case.kind:
        return _another_kind(seen, case)
    if seen.sight:
        return f"What your figure shows: {seen.sight}. {NO_NAME_YET}"
    return _parts(seen, exercise, case) or NO_NAME_YET


def _another_kind(seen: Attempt, case: Case) -> str:
    """Say what came back where another kind of thing is asked for."""
    if isinstance(seen.result, BaseException):
        return f"It returned {seen.kind}. An error is not returned: write raise before it."
    is_series = isinstance(seen.result, pd.Series)
    what = f"a Series, which reads as {seen.kind}" if is_series else seen.kind
    return f"It returned {what}, where the task asks for {case.kind}."


def _parts(seen: Attempt, exercise: Exercise, case: Case) -> str:
    """Say which entries of a dictionary are still different, if not all are."""
    if not case.parts:
        return ""
    found = {leaf.path: leaf for leaf in seen.leaves}
    asked_for, given = entries(case.parts), entries(found)
    if missing := [entry for entry in asked_for if entry not in given]:
        return f"It lacks {_listed(missing)}."
    if extra := [entry for entry in given if entry not in asked_for]:
        return f"It has more than the task asks for: {_listed(extra)}."
    if misshapen := entries(sorted(case.parts.keys() ^ found.keys())):
        return f"The entry of {_listed(misshapen)} has another form than the task asks for."
    salt = f"{exercise.name}/{case.name}"
    right = {
        path
        for path, part in case.parts.items()
        if part.fits((found[path],), exercise.tolerance, salt)
    }
    differ = entries([path for path in case.parts if path not in right])
    # A blank in its place is a good sign, but nobody's idea of a right number.
    only_blanks = all(found[path].token == "missing" for path in right)
    if only_blanks or len(differ) == len(asked_for):
        return NO_NAME_YET
    return f"Some of it is right; still different: {_listed(differ)}. {NO_NAME_YET}"


def entries(paths: Iterable[str]) -> list[str]:
    """Return the keys that the paths begin with, each once."""
    keys = (ENTRY.match(path) for path in paths)
    return list(dict.fromkeys(re.sub(r"\\(.)", r"\1", key[1]) for key in keys if key))


def _listed(names: list[str]) -> str:
    return ", ".join(names[:6]) + (" and others" if len(names) > 6 else "")


def _broke(
    exercise: Exercise, case: Case, error: BaseException, function: Callable[..., Any]
) -> str:
    """Say in words what went wrong and in which line of the learner's code."""
    text = _text(error)
    what = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return (
        f"{_called(exercise, case)} It stopped with {what}.{_place(error.__traceback__, function)}"
    )


def _text(error: BaseException) -> str:
    try:
        return " ".join(str(error).split())[:200]
    except Exception:
        return ""


def _place(trace: TracebackType | None, function: Callable[..., Any]) -> str:
    home = getattr(getattr(function, "__code__", None), "co_filename", "")
    frames = [frame for frame in traceback.extract_tb(trace) if frame.filename == home]
    if not frames:
        return ""
    line = (frames[-1].line or linecache.getline(home, frames[-1].lineno or 0)).strip()
    return f" Look at line {frames[-1].lineno} of your cell: {line}" if line else ""
