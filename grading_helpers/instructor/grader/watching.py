"""What a process and all its descendants use up, read from ``/proc``."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE_SECONDS = 2.0
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Usage:
    """CPU seconds, bytes of memory and processes, of all together.

    ``each`` holds the ticks of CPU of every process by itself, named by its number and start.
    """

    cpu: float = 0.0
    memory: int = 0
    processes: int = 0
    each: Mapping[tuple[int, str], int] = field(default_factory=dict)


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
            each[one, fields[19]] = sum(map(int, fields[11:13]))
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


def end(*pids: int) -> None:
    """Kill processes and their descendants, and wait a moment until they are gone."""
    members = [one for pid in pids for one in family(pid)]
    for one in members:
        with suppress(OSError):
            os.kill(one, signal.SIGKILL)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and any(map(is_alive, members)):
        time.sleep(0.005)


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that is dead and not yet buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in ("Z", "X")
