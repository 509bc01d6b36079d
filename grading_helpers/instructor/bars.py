"""The bar that commands show on stderr while something takes long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from grading_helpers.instructor import printing

Advance = Callable[[int, int], None]
Tick = Callable[..., None]


@contextmanager
def progress(what: str, *, stays: bool = False) -> Iterator[Advance]:
    """Show a bar with an estimate while something is done.

    Parameters
    ----------
    what : str
        What is counted, as it stands beside the bar: ``"pages written"``.
    stays : bool, optional
        Whether the bar is left on the page when all is done, with the time that it took.

    Yields
    ------
    callable
        To be called with how many are done, out of how many.
    """
    with _bar(stays=stays) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def ticks(what: str, total: int, *, stays: bool = False) -> Iterator[Tick]:
    """Show a bar with an estimate while a known number of things is done.

    Parameters
    ----------
    what : str
        What is counted, as it stands beside the bar.
    total : int
        How many there are.
    stays : bool, optional
        Whether the bar is left on the page when all is done, with the time that it took.

    Yields
    ------
    callable
        To be called after each; what it is called with is not looked at.
    """
    with _bar(stays=stays) as bar:
        task = bar.add_task(what, total=total)
        yield lambda *_: bar.advance(task)


def _bar(*, stays: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=printing.complaints,
        transient=not stays,
    )
