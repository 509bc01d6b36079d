"""How much time and memory a submission may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """The limits of one submission, in seconds and bytes.

    There are separate limits for CPU time and for the clock (``wall``): on a busy machine an honest
    cell takes longer by the clock, but not in CPU time.
    """

    cell_cpu: float = 20.0
    cell_wall: float = 45.0
    notebook_cpu: float = 60.0
    notebook_wall: float = 100.0
    memory: int = 1536 * MEGABYTE
    address_space: int = 2048 * MEGABYTE
    processes: int = 48
    open_files: int = 256
    file_size: int = 32 * MEGABYTE
    scratch: int = 64 * MEGABYTE
    shared: int = 8 * MEGABYTE  # /dev/shm
    message: int = 28 * MEGABYTE  # includes the files of a submission, a third longer in base64
    value: int = 8 * MEGABYTE
    cell_output: int = 4 * MEGABYTE
    notebook_output: int = 12 * MEGABYTE


@dataclass(frozen=True)
class Usage:
    """The CPU seconds, memory in bytes and number of processes of a process tree.

    ``each`` has the CPU seconds of each process by its id and start time.
    """

    cpu: float = 0.0
    memory: int = 0
    processes: int = 0
    each: Mapping[tuple[int, str], float] = field(default_factory=dict)


def limit_this_process(limits: Limits) -> None:
    """Set the kernel's limits for this process; they cannot be raised again."""
    import resource  # noqa: PLC0415 - Windows has none

    seconds = int(limits.notebook_cpu) + 5
    bounds = {
        resource.RLIMIT_AS: limits.address_space,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_NPROC: limits.processes,
    }
    for kind, most in bounds.items():
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, bound))
