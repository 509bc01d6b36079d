"""Measure a process tree, from Linux's ``/proc``."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from grading_helpers.instructor.grader.sandbox.limits import Usage

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def family(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += children(one)


def children(pid: int) -> Iterator[int]:
    """Yield the children of a process."""
    # The process or one of its threads may end at any moment, also within the glob.
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 - a quarter of the time
            with suppress(OSError):
                yield from map(int, _read(f"/proc/{pid}/task/{thread}/children").split())


def usage(pid: int) -> Usage:
    """Return what a process and its descendants use, including the CPU time of exited ones.

    Memory includes what their sockets may contain, which belongs to no process. Shared pages count
    once for each process; ``shared_fairly`` is exact, but slow.
    """
    cpu = memory = 0
    each = {}
    for one in family(pid):
        with suppress(OSError, ValueError, IndexError):
            fields = _read(f"/proc/{one}/stat").rpartition(")")[2].split()
            cpu += sum(map(int, fields[11:15]))
            each[one, fields[19]] = sum(map(int, fields[11:13])) / TICKS
            memory += int(_read(f"/proc/{one}/statm").split()[1]) * PAGE
    return Usage(cpu / TICKS, memory + _socket_memory(pid), len(each), each)


def _read(path: str) -> str:
    """Return the content of a file of ``/proc``.

    A submission is measured hundreds of times, and ``Path.read_text`` takes three times as long.
    Each byte becomes a character, because a process may give itself a name that is not UTF-8.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.readall().decode("latin-1")


@contextmanager
def paused(pid: int) -> Iterator[None]:
    """Stop a process and its descendants for a while, even those that are started meanwhile."""
    stopped: set[int] = set()
    while new := set(family(pid)) - stopped:
        _signal(new, signal.SIGSTOP)
        stopped |= new
    try:
        yield
    finally:
        _signal(stopped, signal.SIGCONT)


def _signal(pids: Iterable[int], number: int) -> None:
    for one in pids:
        with suppress(OSError):
            os.kill(one, number)


def shared_fairly(pid: int) -> int:
    """Return the memory of a process and its descendants, counting shared pages once."""
    total = _socket_memory(pid)
    for one in family(pid):
        with suppress(OSError, ValueError):
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


def _socket_memory(pid: int) -> int:
    """Return the most that the sockets in a process's own network namespace can hold."""
    try:
        theirs, ours = _sockets(pid), _sockets(os.getpid())
        most = 2 * _socket_buffer()
    except (OSError, ValueError, IndexError):
        return 0
    # The same number means the same namespace, in which others have sockets too.
    return 0 if theirs == ours else theirs * most


def _sockets(pid: int) -> int:
    """Return the number of sockets in the network namespace of a process."""
    return int(_read(f"/proc/{pid}/net/sockstat").split()[2])


@cache
def _socket_buffer() -> int:
    """Return how many bytes a socket can hold to send."""
    return int(_read("/proc/sys/net/core/wmem_max"))


def is_alive(pid: int) -> bool:
    """Return whether a process is running; a zombie is not."""
    try:
        state = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in ("Z", "X")
