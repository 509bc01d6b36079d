"""Assertions for the graders' tests. They compare, but contain no expected values."""

from __future__ import annotations

import builtins
import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import partial

import pandas as pd

from grading_helpers.checking.inputs import TAG, Json, decode_input
from grading_helpers.checking.results import kind, same
from grading_helpers.checking.written import LONGEST, as_written
from grading_helpers.figures.seen import view_of
from grading_helpers.figures.views import view_in_words

THREE_DECIMALS = 0.0005
ONE_DECIMAL = 0.05
ANOTHER_RESULT = "On this data the rule gives a different result."


class InWordsError(AssertionError):
    """A failed test. A notebook shows only its message: no traceback and no test code."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def assert_matches(actual: object, expected: object, tolerance: float = THREE_DECIMALS) -> None:
    """Fail unless a result agrees with the expected one.

    Parameters
    ----------
    actual, expected : object
        Numbers, text, mappings (dict or Series), sequences, tables. Missing equals missing.
    tolerance : float
        Largest absolute difference allowed between two numbers, in the unit of the result.

    Raises
    ------
    InWordsError
        The message says what came back, never what was expected.

    Examples
    --------
    >>> assert_matches({"R": -1.3333}, {"R": -1.333})
    >>> assert_matches({"R": 1.333}, {"R": -1.333})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    grading_helpers.compare.InWordsError: The function returned a dictionary: {'R': 1.333}. On ...
    """
    if same(actual, expected, tolerance):
        return
    raise InWordsError(f"{what_came_back(actual)}. {ANOTHER_RESULT}")


def what_came_back(actual: object, most: int = LONGEST) -> str:
    """Return a sentence on what a function returned or its figure shows, without a full stop.

    Parameters
    ----------
    actual : object
        The result, or a view of a figure.
    most : int, optional
        How many characters of the result are shown.

    Examples
    --------
    >>> what_came_back({"R": -1.5})
    "The function returned a dictionary: {'R': -1.5}"
    """
    if view := view_of(actual):
        return f"The figure shows: {view_in_words(view, actual)}"
    return f"The function returned {kind(actual)}: {as_written(actual, most)}"


def assert_battery(
    function: Callable[..., object], battery: str, tolerance: float = THREE_DECIMALS
) -> None:
    r"""Fail unless a function gives the expected result for every input of a battery.

    Parameters
    ----------
    function : callable
        The function of an exercise.
    battery : str
        A list in JSON. Each entry holds the arguments of one call, and the expected result or
        the exception that the function must raise.
    tolerance : float
        As for `assert_matches`.

    Raises
    ------
    InWordsError
        At the first result that differs; it says what came back, never what was expected.
    Exception
        Whatever the function raises on an input that it must accept.

    Examples
    --------
    >>> assert_battery(len, '[[[[1, 2]], 2], [[3], {"~": "raises", "of": "TypeError"}]]')
    """
    cases = json.loads(battery)
    calls = _calls(function, [given for given, _ in cases])
    for call, (_, due) in zip(calls, cases, strict=True):
        if isinstance(due, dict) and due.get(TAG) == "raises":
            _assert_raises(call, due["of"])
        else:
            assert_matches(call(), decode_input(due), tolerance)


def _calls(function: Callable[..., object], inputs: list[Json]) -> Iterable[Callable[[], object]]:
    """For each input, return a function that makes the call; a grader's proxy makes all at once."""
    together = getattr(function, "_call_on_all", None)
    if together:
        calls: Iterable[Callable[[], object]] = together(inputs)
        return calls
    return (partial(function, *map(decode_input, given)) for given in inputs)


def _assert_raises(call: Callable[[], object], name: str) -> None:
    try:
        result = call()
    except getattr(builtins, name):
        return
    raise InWordsError(f"{what_came_back(result)}. On this data it should raise {name}.")


def assert_keeps_input(function: Callable[..., object], *inputs: object) -> None:
    """Fail if calling the function changes what it is given.

    Raises
    ------
    InWordsError
        If an input differs after the call.

    Examples
    --------
    >>> assert_keeps_input(sorted, [2, 1])
    >>> assert_keeps_input(list.sort, [2, 1])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    grading_helpers.compare.InWordsError: sort changes its input. Work on a copy, or build a ...
    """
    given = deepcopy(inputs)
    function(*given)
    if not all(unchanged(before, after) for before, after in zip(inputs, given, strict=True)):
        name = getattr(function, "__name__", "The function")
        raise InWordsError(f"{name} changes its input. Work on a copy, or build a new table.")


def assert_that(holds: bool, words: str) -> None:
    """Fail with a message unless a condition is true.

    Raises
    ------
    InWordsError
        With the given words, unless it is true.

    Examples
    --------
    >>> assert_that(2 > 1, "Two is more than one.")
    """
    if not holds:
        raise InWordsError(words)


def unchanged(before: object, after: object) -> bool:
    """Tell whether an input is the same as before the call, including its index and columns."""
    if isinstance(before, pd.DataFrame | pd.Series):
        return before.equals(after) and all(
            list(getattr(before, axis, [])) == list(getattr(after, axis, []))
            for axis in ("index", "columns")
        )
    return bool(before == after)
