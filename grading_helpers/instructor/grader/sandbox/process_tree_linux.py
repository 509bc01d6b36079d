"""Measure a process tree, from Linux's ``/proc``."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
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
        for list_of_thread in Path(f"/proc/{pid}/task").glob("*/children"):
            with suppress(OSError):
                yield from map(int, list_of_thread.read_text().split())


def usage(pid: int) -> Usage:
    """Return what a process and its descendants use, including the CPU time of exited ones.

    Memory includes what their sockets may contain, which belongs to no process. Shared pages count
    once for each process; ``shared_fairly`` is exact, but slow.
    """
    cpu = memory = 0
    each = {}
    for one in family(pid):
        with suppress(OSError, ValueError, IndexError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            cpu += sum(map(int, fields[11:15]))
            each[one, fields[19]] = sum(map(int, fields[11:13])) / TICKS
            memory += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * PAGE
    return Usage(cpu / TICKS, memory + _socket_memory(pid), len(each), each)


@contextmanager
def paused(pid: int) -> Iterator[None]:
    """Stop a process and its descendants for a while, those too that are started meanwhile."""
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
        most = 2 * int(Path("/proc/sys/net/core/wmem_max").read_text())
    except (OSError, ValueError, IndexError):
        return 0
    # The same number means the same namespace, in which others have sockets too.
    return 0 if theirs == ours else theirs * most


def _sockets(pid: int) -> int:
    """Return the number of sockets in the network namespace of a process."""
    return int(Path(f"/proc/{pid}/net/sockstat").read_text().split()[2])


def is_alive(pid: int) -> bool:
    """Return whether a process is running; a zombie is not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in ("Z", "X")
