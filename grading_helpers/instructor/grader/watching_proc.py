"""What a process and all its descendants use up, read from Linux's ``/proc``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from grading_helpers.instructor.grader.limits import Usage

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
    for list_of_thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            yield from map(int, list_of_thread.read_text().split())


def usage(pid: int) -> Usage:
    """Return what a process and its descendants use; the dead count by their CPU time.

    Pages that several share count for each of them: ``shared_fairly`` is exact, and slow.
    """
    cpu = memory = 0
    each = {}
    for one in family(pid):
        with suppress(OSError, ValueError, IndexError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            cpu += sum(map(int, fields[11:15]))
            each[one, fields[19]] = sum(map(int, fields[11:13])) / TICKS
            memory += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * PAGE
    return Usage(cpu / TICKS, memory, len(each), each)


def shared_fairly(pid: int) -> int:
    """Return the memory of a process and its descendants, shared pages divided among them."""
    total = 0
    for one in family(pid):
        with suppress(OSError, ValueError):
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that is dead and not yet buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in ("Z", "X")
