"""Printing for a person: where it goes, and one idea a line."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

console = Console(emoji=False)
complaints = Console(stderr=True, emoji=False)


def say(text: str) -> None:
    """Print a line as it is."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def complain(text: str) -> None:
    """Print a line on stderr as it is."""
    complaints.print(text, markup=False, highlight=False, soft_wrap=True)


def entering(lesson: str) -> str:
    """Return the command that enters a lesson into the gradebook, its release there or not.

    Examples
    --------
    >>> entering("03_rater")
    'nbgrader generate_assignment 03_rater --force'
    """
    return f"nbgrader generate_assignment {lesson} --force"


def few(names: Iterable[str], most: int = 8) -> str:
    """Return the first of some names.

    Examples
    --------
    >>> few(["ada", "bo", "cy"], 2)
    'ada, bo and 1 more'
    """
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
