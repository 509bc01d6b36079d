"""Many machines: the submissions of a class are spread over the workers of a Dask cluster.

A task goes out as bytes and comes back as JSON, so that no file system need be shared; this
process alone writes the gradebook. A worker has a zygote of its own, which ends when it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from grading_helpers.instructor.grader.nursery import Cells, zygote
from grading_helpers.instructor.grader.selftest import prove_walls

PATIENCE_SECONDS = 15
RETRIES = 2


class NoClusterError(RuntimeError):
    """There is no cluster to grade on; the message says what to do."""


@contextmanager
def cluster(address: str, cells: Cells, without_walls: bool) -> Iterator[tuple[Executor, int]]:
    """Give an executor that grades on a cluster, and how many tasks it should be handed at once.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://10.0.0.5:8786``.
    cells : tuple of (str, str, str)
        The lesson's own cells, from ``lesson_cells``: each worker rehearses them.
    without_walls : bool
        Whether workers without a sandbox may grade.

    Raises
    ------
    NoClusterError
        If Dask is not installed, no scheduler answers, it has no workers, or some have no walls.
    """
    with _client(address) as client:
        _look_at_walls(client, cells, without_walls)
        threads = sum(client.nthreads().values())
        yield client.get_executor(pure=False, retries=RETRIES), 2 * threads


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NoClusterError(
            "--cluster needs Dask: pip install 'focus-on-customers[instructor,dask]'"
        ) from error
    try:
        client = Client(address, timeout=PATIENCE_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise NoClusterError(
            f"no scheduler answers at {address} ({error}): start one with `dask scheduler`"
        ) from error
    with client:
        yield client


def _look_at_walls(client: Any, cells: Cells, without_walls: bool) -> None:
    levels: dict[str, str] = client.run(level_of_walls, cells)
    if not levels:
        raise NoClusterError(
            "the scheduler has no workers: start some with `dask worker ADDRESS` on machines "
            "that have this package"
        )
    open_to_all = sorted(worker for worker, level in levels.items() if level == "none")
    if open_to_all and not without_walls:
        raise NoClusterError(
            f"no sandbox stands on {', '.join(open_to_all)}: install bubblewrap there, "
            "or end these workers"
        )


def level_of_walls(cells: Cells) -> str:
    """Try the walls of this machine: what is asked of each worker before it grades."""
    return prove_walls(zygote(tuple(map(tuple, cells)))).level  # type: ignore[arg-type]
