"""Choose how to start the processes of submissions: a fork server on Linux, else new processes."""

from __future__ import annotations

import os
import sys
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from threading import Lock

from grading_helpers.instructor.grader.execution.fork_server import (
    Cells,
    ForkServer,
    start_fork_server,
)
from grading_helpers.instructor.grader.execution.other_python import OtherPython
from grading_helpers.instructor.grader.execution.process_pair import Launcher
from grading_helpers.instructor.grader.execution.spawn import Spawner
from grading_helpers.versions import versions

MOST_FORK_SERVERS = 3
_STARTING = Lock()
_CHOSEN: list[OtherPython] = []


@contextmanager
def grading_with(python: OtherPython | None) -> Iterator[None]:
    """Start the processes of submissions with another interpreter, in all threads."""
    chosen = [python] if python else []
    _CHOSEN.extend(chosen)
    try:
        yield
    finally:
        del _CHOSEN[len(_CHOSEN) - len(chosen) :]


def graded_with() -> Mapping[str, str]:
    """Return the versions of Python and libraries that submissions are graded with."""
    return dict(_CHOSEN[-1].versions) if _CHOSEN else versions()


def get_launcher(cells: Cells = ()) -> Launcher:
    """Return what starts the processes of submissions on this system.

    Parameters
    ----------
    cells : tuple of (str, str, str), optional
        The lesson's own cells, from ``lesson_cells``.
    """
    return get_fork_server(cells) if sys.platform.startswith("linux") else Spawner()


def get_fork_server(cells: Cells = ()) -> ForkServer:
    """Return this process's fork server for a lesson, and start it if necessary."""
    with _STARTING:
        python = _CHOSEN[-1] if _CHOSEN else None
        known, key = _fork_servers(), (os.getpid(), cells, python)
        if key not in known or not known[key].is_alive:
            known[key] = start_fork_server(cells, python=python)
        known.move_to_end(key)
        while len(known) > MOST_FORK_SERVERS:
            known.popitem(last=False)[1].stop()
        return known[key]


@cache
def _fork_servers() -> OrderedDict[tuple[int, Cells, OtherPython | None], ForkServer]:
    return OrderedDict()
