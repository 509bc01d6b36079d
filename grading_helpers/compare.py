"""Assertions for the graders' tests: they compare, they hold no expected value."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from grading_helpers.results import kind, same

THREE_DECIMALS = 0.0005
ONE_DECIMAL = 0.05


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
    AssertionError
        Says what came back, and never what was expected.

    Examples
    --------
    >>> assert_matches({"R": -1.3333}, {"R": -1.333})
    >>> assert_matches({"R": 1.333}, {"R": -1.333})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AssertionError: The function returned a dictionary: {'R': 1.333}. On this data ...
    """
    if same(actual, expected, tolerance):
        return
    raise AssertionError(
        f"The function returned {kind(actual)}: {_short(actual)}. "
        "On this data something else follows from the rule."
    )


def assert_keeps_input(function: Callable[..., Any], *inputs: Any) -> None:
    """Fail if calling the function changes what it is given.

    Raises
    ------
    AssertionError
        If an input differs after the call.

    Examples
    --------
    >>> assert_keeps_input(sorted, [2, 1])
    >>> assert_keeps_input(list.sort, [2, 1])
    Traceback (most recent call last):
    AssertionError: sort changes its input. Work on a copy, or build a new table.
    """
    given = deepcopy(inputs)
    function(*given)
    if not all(unchanged(before, after) for before, after in zip(inputs, given, strict=True)):
        name = getattr(function, "__name__", "The function")
        raise AssertionError(f"{name} changes its input. Work on a copy, or build a new table.")


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
