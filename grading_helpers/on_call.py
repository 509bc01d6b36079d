"""The helpers that need pandas or matplotlib: those are imported when a helper is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def check(function: Callable[..., Any]) -> None:
    """Try a function on the data at hand and display what is seen, in words.

    Parameters
    ----------
    function : callable
        The function of an exercise, by its name and without brackets.

    Raises
    ------
    NotYetError
        Only under ``nbgrader validate``, which counts errors: so the button *Validate*
        agrees with what the notebook says.
    """
    from grading_helpers import checking  # noqa: PLC0415

    checking.check(function)


def show(figure: Figure | Axes, alt: str) -> None:
    """Display a figure together with a description for those who cannot see it.

    Parameters
    ----------
    figure : matplotlib Figure or Axes
        What to display; it is closed afterwards, so that it is not shown twice.
    alt : str
        What the figure shows, in one or two sentences: its message, not its looks.

    Raises
    ------
    NotAFigureError
        If the first argument is no figure.
    ValueError
        If the description is empty.
    """
    from grading_helpers import figures  # noqa: PLC0415

    figures.show(figure, alt)
