"""Many machines: the submissions of a class are spread over the workers of a Dask cluster.

A task goes out as bytes and comes back as JSON, so that no file system need be shared; this
process alone writes the gradebook. A worker has a zygote of its own, which ends when it does.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from grading_helpers.instructor.grader.hosts import host
from grading_helpers.instructor.grader.nursery import Cells
from grading_helpers.instructor.grader.selftest import prove_walls

PATIENCE_SECONDS = 15
RETRIES = 2
LEVELS = ("none", "reduced", "full")
# Marks may hang on the versions of these.
COMPARED = ("numpy", "pandas", "matplotlib")


class NoClusterError(RuntimeError):
    """There is no cluster to grade on; the message says what to do."""


class NoWallsError(RuntimeError):
    """A worker that came after the others has no sandbox."""


@dataclass(frozen=True)
class Cluster:
    """Where to grade: an executor, how many tasks to hand it at once, and its weakest sandbox."""

    executor: Executor
    side_by_side: int
    workers: int
    level: str


@contextmanager
def cluster(address: str, cells: Cells, without_walls: bool) -> Iterator[Cluster]:
    """Give an executor that grades on a cluster whose workers have proved their walls.

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
        If Dask is not installed, no scheduler answers, it has no workers, some of them have no
        walls or other versions than this process, or the cluster goes away in the middle.
    """
    with _client(address) as client:
        found = _asked(client, cells)
        level = min((one["walls"] for one in found.values()), key=LEVELS.index)
        if not without_walls:
            _refuse_open_workers(found)
        executor = client.get_executor(pure=False, retries=RETRIES)
        proved = executor if without_walls else BehindWalls(executor, cells)
        try:
            yield Cluster(proved, 2 * sum(client.nthreads().values()), len(found), level)
        except CancelledError as error:
            raise NoClusterError(
                f"the scheduler at {address} went away in the middle; all that was saved is kept: "
                "start it and its workers and run the same command again"
            ) from error


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


def _asked(client: Any, cells: Cells) -> dict[str, dict[str, Any]]:
    """Ask each worker for its walls and versions; all must have the versions of this process."""
    found: dict[str, Any] = client.run(look_around, cells, on_error="return")
    if not found:
        raise NoClusterError(
            "the scheduler has no workers: start some with `dask worker ADDRESS` on machines "
            "that have this package"
        )
    here = versions()
    for worker, said in sorted(found.items()):
        if isinstance(said, BaseException):
            raise NoClusterError(
                f"{worker} cannot grade ({type(said).__name__}: {said}): install there what is "
                "installed here, or end it"
            )
        if other := ", ".join(_differences(here, said["versions"])):
            raise NoClusterError(
                f"{worker} might give other marks, for it has {other}: install the same there "
                "(requirements.lock), or end it"
            )
    return found


def _differences(here: Mapping[str, str], there: Mapping[str, str]) -> Iterator[str]:
    for name, known in here.items():
        if there.get(name) != known:
            yield f"{name} {there.get(name)} and not {known}"


def _refuse_open_workers(found: Mapping[str, Mapping[str, Any]]) -> None:
    open_to_all = sorted(worker for worker, said in found.items() if said["walls"] == "none")
    if open_to_all:
        raise NoClusterError(
            f"no sandbox stands on {', '.join(open_to_all)}: install bubblewrap there, "
            "or end these workers. If you trust every student with them: --unsafe-no-sandbox."
        )


def look_around(cells: Cells) -> dict[str, Any]:
    """Say what stands and is installed here: what each worker is asked before it grades."""
    return {"walls": level_of_walls(cells), "versions": versions()}


@cache
def level_of_walls(cells: Cells) -> str:
    """Try the walls of this machine, once for each lesson."""
    return prove_walls(host(cells)).level


def versions() -> dict[str, str]:
    """Return the versions of what marks hang on, for this package a digest of its files."""
    import grading_helpers  # noqa: PLC0415

    digest = hashlib.sha256()
    home = Path(grading_helpers.__file__).parent
    for file in sorted(home.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.relative_to(home).as_posix().encode() + file.read_bytes())
    python = ".".join(platform.python_version_tuple()[:2])
    known = {"Python": python, "grading_helpers": digest.hexdigest()[:12]}
    return known | {name: version(name) for name in COMPARED}


class BehindWalls(Executor):
    """Runs tasks on workers whose walls stand; one that joins later proves them at its first."""

    def __init__(self, executor: Executor, cells: Cells) -> None:
        self.executor, self.cells = executor, cells

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Hand out a task."""
        return self.executor.submit(behind_walls, self.cells, work, given, named)


def behind_walls(
    cells: Cells, work: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any]
) -> Any:
    """Do a task on a worker, if walls stand there."""
    if level_of_walls(cells) == "none":
        raise NoWallsError(f"no sandbox stands on {platform.node()}, which joined the cluster late")
    return work(*given, **named)
