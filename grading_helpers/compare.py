"""Assertions for the graders' tests: they compare, they hold no expected value."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from grading_helpers.results import kind, same

THREE_DECIMALS = 0.0005
ONE_DECIMAL = 0.05


class InWordsError(AssertionError):
    """A failure that shows its words alone in a notebook: no traceback, no code of a test."""

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
        Says what came back, and never what was expected.

    Examples
    --------
    >>> assert_matches({"R": -1.3333}, {"R": -1.333})
    >>> assert_matches({"R": 1.333}, {"R": -1.333})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    grading_helpers.compare.InWordsError: The function returned a dictionary: {'R': 1.333}. On ...
    """
    if same(actual, expected, tolerance):
        return
    raise InWordsError(
        f"The function returned {kind(actual)}: {_short(actual)}. "
        "On this data something else follows from the rule."
    )


def assert_keeps_input(function: Callable[..., Any], *inputs: Any) -> None:
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
    """Fail in words unless something holds.

    Raises
    ------
    InWordsError
        With the words, if it does not hold.

    Examples
    --------
    >>> assert_that(2 > 1, "Two is more than one.")
    """
    if not holds:
        raise InWordsError(words)


def unchanged(before: Any, after: Any) -> bool:
    """Say whether an input is the same, to the last column and row, as before the call."""
    if hasattr(before, "equals"):
        return bool(
            before.equals(after)
            and list(before.index) == list(after.index)
            and list(getattr(before, "columns", [])) == list(getattr(after, "columns", []))
        )
    return bool(before == after)


def _short(value: object, most: int = 200) -> str:
    """Return the repr of a value, cut to a readable length; survive a broken one."""
    try:
        text = repr(value)
    except Exception:
        text = f"a {type(value).__name__} that cannot be shown"
    return text if len(text) <= most else text[:most] + " …"
