"""Grade on many machines: the workers of a Dask cluster.

Submissions are sent as bytes and results come back as data, so the machines need no shared file
system, and only this process writes to the gradebook. Each worker has its own fork server.
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
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.grader.execution.fork_server import Cells
from grading_helpers.instructor.grader.execution.launcher import get_launcher
from grading_helpers.instructor.grader.self_test import check_sandbox
from grading_helpers.instructor.json_types import JsonObject

if TYPE_CHECKING:
    from distributed import Client

P = ParamSpec("P")
T = TypeVar("T")
PATIENCE_SECONDS = 15
RETRIES = 2
LEVELS = ("none", "reduced", "full")
# Marks may depend on the versions of these.
COMPARED = ("numpy", "pandas", "matplotlib")


class NoClusterError(CommandError):
    """The cluster cannot be used."""


class UnsandboxedWorkerError(RuntimeError):
    """A worker that joined later has no sandbox."""


@dataclass(frozen=True)
class Cluster:
    """An executor, how many tasks to give it at once, and the level of its weakest sandbox."""

    executor: Executor
    side_by_side: int
    workers: int
    level: str


@contextmanager
def cluster(address: str, cells: Cells, allow_unsandboxed: bool) -> Iterator[Cluster]:
    """Check the workers of a cluster, and provide an executor that grades there.

    Parameters
    ----------
    address : str
        The address of the scheduler, such as ``tcp://10.0.0.5:8786``.
    cells : tuple of (str, str, str)
        The lesson's own cells, from ``lesson_cells``, which each worker runs once at the start.
    allow_unsandboxed : bool
        Whether workers without a sandbox may grade.

    Raises
    ------
    NoClusterError
        If Dask is not installed, no scheduler answers, it has no workers, some workers have no
        sandbox or different versions of libraries, or the connection is lost.
    """
    with _client(address) as client:
        found = _asked(client, cells)
        level = min((one["sandbox"] for one in found.values()), key=LEVELS.index)
        if not allow_unsandboxed:
            _refuse_open_workers(found)
        executor = client.get_executor(pure=False, retries=RETRIES)
        proved = executor if allow_unsandboxed else CheckedExecutor(executor, cells)
        try:
            yield Cluster(proved, 2 * sum(client.nthreads().values()), len(found), level)
        except CancelledError as error:
            raise NoClusterError(
                f"The connection to the scheduler at {address} was lost. Everything saved so far "
                "is kept: restart the scheduler and its workers, then run the same command again."
            ) from error


@contextmanager
def _client(address: str) -> Iterator[Client]:
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
            f"No scheduler answers at {address} ({error}). Start one with `dask scheduler`."
        ) from error
    with client:
        yield client


def _asked(client: Client, cells: Cells) -> dict[str, JsonObject]:
    """Ask each worker for its sandbox and versions; all must have the versions of this process."""
    found: JsonObject = client.run(describe_machine, cells, on_error="return")
    if not found:
        raise NoClusterError(
            "The scheduler has no workers. Start some with `dask worker ADDRESS` on machines "
            "that have this package."
        )
    here = versions_here()
    for worker, said in sorted(found.items()):
        if isinstance(said, BaseException):
            raise NoClusterError(
                f"{worker} cannot grade ({type(said).__name__}: {said}). Install the same packages "
                "there as here, or stop that worker."
            )
        if other := ", ".join(_differences(here, said["versions"])):
            raise NoClusterError(
                f"{worker} might give different marks, because it has {other}. Install the same "
                "versions there (requirements.lock), or stop that worker."
            )
    return found


def _differences(here: Mapping[str, str], there: Mapping[str, str]) -> Iterator[str]:
    for name, known in here.items():
        if there.get(name) != known:
            yield f"{name} {there.get(name)} instead of {known}"


def _refuse_open_workers(found: Mapping[str, JsonObject]) -> None:
    open_to_all = sorted(worker for worker, said in found.items() if said["sandbox"] == "none")
    if open_to_all:
        raise NoClusterError(
            f"There is no sandbox on {', '.join(open_to_all)}. Install bubblewrap there, or stop "
            "these workers. If you trust every student with them, use --unsafe-no-sandbox."
        )


def describe_machine(cells: Cells) -> JsonObject:
    """Return the level of the sandbox and the versions on this machine."""
    return {"sandbox": sandbox_level(cells), "versions": versions_here()}


@cache
def sandbox_level(cells: Cells) -> str:
    """Check the sandbox of this machine, once for each lesson."""
    return check_sandbox(get_launcher(cells)).level


def versions_here() -> dict[str, str]:
    """Return the versions that marks depend on; for this package, a digest of its files."""
    import grading_helpers  # noqa: PLC0415

    digest = hashlib.sha256()
    home = Path(grading_helpers.__file__).parent
    for file in sorted(home.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.relative_to(home).as_posix().encode() + file.read_bytes())
    python = ".".join(platform.python_version_tuple()[:2])
    known = {"Python": python, "grading_helpers": digest.hexdigest()[:12]}
    return known | {name: version(name) for name in COMPARED}


class CheckedExecutor(Executor):
    """Runs tasks on workers with a sandbox; a worker that joins later is checked first."""

    def __init__(self, executor: Executor, cells: Cells) -> None:
        self.executor, self.cells = executor, cells

    def submit(self, work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> Future[T]:
        """Submit a task."""
        return self.executor.submit(run_if_sandboxed, self.cells, work, given, named)


def run_if_sandboxed(
    cells: Cells, work: Callable[..., T], given: tuple[object, ...], named: JsonObject
) -> T:
    """Run a task on a worker, if it has a sandbox."""
    if sandbox_level(cells) == "none":
        raise UnsandboxedWorkerError(
            f"there is no sandbox on {platform.node()}, which joined the cluster later"
        )
    return work(*given, **named)
