"""Measure a process tree, on systems that have no ``/proc``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress

import psutil

from grading_helpers.instructor.grader.sandbox.limits import Usage


def family(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    yield from (one.pid for one in _members(pid))


def usage(pid: int) -> Usage:
    """Return what a process and its descendants use, including the CPU time of exited ones."""
    cpu = 0.0
    memory = 0
    each = {}
    for one in _members(pid):
        with suppress(psutil.Error), one.oneshot():
            times = one.cpu_times()
            own = times.user + times.system
            cpu += own + times.children_user + times.children_system
            each[one.pid, str(one.create_time())] = own
            memory += one.memory_info().rss
    return Usage(cpu, memory, len(each), each)


def paused(_: int) -> AbstractContextManager[None]:
    """Stop nothing: what `usage` measures here takes no time."""
    return nullcontext()


def shared_fairly(pid: int) -> int:
    """Return the memory of a process and its descendants, which share little here."""
    return usage(pid).memory


def is_alive(pid: int) -> bool:
    """Return whether a process is running; a zombie is not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _members(pid: int) -> list[psutil.Process]:
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []
