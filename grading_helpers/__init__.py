"""Helpers for the lessons.

Lessons use seven functions: ``data_path`` finds the company's tables, ``quiz`` asks a question,
``guess`` asks what you expect and later shows it beside the result, ``explore`` shows a model to
play with, ``check`` tries your function and tells you what it found, ``show`` displays a figure
with a description in words, and ``progress`` sums up how far you are. In addition, ``practice``
asks the questions that are due today, and ``backup`` downloads your quiz answers and restores them.
"""

from __future__ import annotations

import sys
from collections import ChainMap
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from grading_helpers.cards.backup_card import backup
    from grading_helpers.cards.explore_card import explore
    from grading_helpers.cards.guess_card import guess
    from grading_helpers.cards.practice_card import practice
    from grading_helpers.cards.quiz_card import quiz
    from grading_helpers.cards.summary_card import progress
    from grading_helpers.data import data_path

__all__ = [
    "backup",
    "check",
    "data_path",
    "explore",
    "guess",
    "practice",
    "progress",
    "quiz",
    "show",
]

# Loaded on first use, so that quizzes do not have to wait for pandas and matplotlib.
_HOMES = {
    "backup": "grading_helpers.cards.backup_card",
    "data_path": "grading_helpers.data",
    "explore": "grading_helpers.cards.explore_card",
    "guess": "grading_helpers.cards.guess_card",
    "practice": "grading_helpers.cards.practice_card",
    "progress": "grading_helpers.cards.summary_card",
    "quiz": "grading_helpers.cards.quiz_card",
}


def __getattr__(name: str) -> object:
    """Import a helper when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'grading_helpers' has no attribute {name!r}")
    helper = getattr(import_module(_HOMES[name]), name)
    globals()[name] = helper
    return helper


_NOT_GIVEN: Final = object()


def check(what: Callable[..., object] | str, value: object = _NOT_GIVEN) -> None:
    """Try your function on sample data and display what it did, in words.

    Parameters
    ----------
    what : callable or str
        Your function for an exercise; pass the name without brackets, ``check(nps)``.
        If it runs for more than 10 seconds on one set of data, it is stopped.
        For a warm-up, its name.
    value : object, optional
        For a warm-up, the value of your line: ``check("club_kept", kept)``.

    Raises
    ------
    NotYetError
        Only under ``nbgrader validate``, which counts errors, so that the *Validate*
        button agrees with the notebook.
    """
    from grading_helpers.checking import examine, warmups  # noqa: PLC0415
    from grading_helpers.checking.verdict import State  # noqa: PLC0415
    from grading_helpers.learner import exercises  # noqa: PLC0415

    if isinstance(what, str) and value is not _NOT_GIVEN:
        warmups.check_warmup(what, value)
        return
    caller = sys._getframe(1)
    verdict = examine.check_function(what, ChainMap(caller.f_locals, caller.f_globals))
    if verdict and verdict.exercise:
        exercises.note_verdict(verdict.exercise, verdict.state is State.MATCHES)


def show(figure: Figure | Axes, alt: str) -> None:
    """Display a figure with a description for those who cannot see it.

    Parameters
    ----------
    figure : matplotlib Figure or Axes
        The figure to display. It is closed afterwards so that it is not shown twice.
    alt : str
        One or two sentences on what the figure tells the reader, not on how it looks.

    Raises
    ------
    NotAFigureError
        If the first argument is not a figure.
    ValueError
        If the description is empty.
    """
    from grading_helpers.figures import display  # noqa: PLC0415

    display.show(figure, alt)
