"""What a view shows of a figure: plain values marked with the name of the view.

So a message about them can be about the figure, not about what the function returned.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")


class SeenDict(dict[str, object]):
    """A dictionary that a view shows."""

    view = ""


class SeenList(list[str]):
    """A list that a view shows."""

    view = ""


def seen_by(view: str, value: object) -> object:
    """Return what a view shows, marked with the name of the view.

    Examples
    --------
    >>> seen_by("bar_order", ["R", "A"]), seen_by("zero_line", True)
    (['R', 'A'], True)
    """
    if not isinstance(value, dict | list):
        return value
    seen = SeenDict(value) if isinstance(value, dict) else SeenList(value)
    seen.view = view
    return seen


def view_of(value: object) -> str:
    """Return the name of the view that shows a value; empty for what a function returned."""
    for kind in (SeenDict, SeenList):
        if type(value) is kind:
            return value.view
    return ""


def remembered(view: Callable[[object], T]) -> Callable[[object], T]:
    """Decorate a view, so that it marks its values with its name."""

    @wraps(view)
    def look(drawn: object) -> T:
        return seen_by(view.__name__, view(drawn))  # type: ignore[return-value]

    return look
