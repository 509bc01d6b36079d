"""A class on a real Dask cluster, one of whose workers is killed in the middle."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hostile.lesson import TESTS
from nbgrader.api import Gradebook
from typer.testing import CliRunner
from waiting import soon

from grading_helpers.instructor.cli import app
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader import dask_cluster
from grading_helpers.instructor.grader.dask_cluster import (
    CheckedExecutor,
    NoClusterError,
    UnsandboxedWorkerError,
    cluster,
)
from grading_helpers.instructor.grader.grade_class import Options, grade_lesson
from grading_helpers.instructor.grader.sandbox.process_tree import family, is_alive

pytestmark = pytest.mark.integration

LESSON = "07_fans"
STUDENTS = 12
BARE = pytest.mark.parametrize("workers", ["bare"], indirect=True)


def dask(kind: str, *words: str) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *words]
    return subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler without workers."""
    port = free_port()
    process = dask("scheduler", "--host=127.0.0.1", f"--port={port}", "--no-dashboard")
    try:
        yield f"tcp://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(params=["bare", "with nannies"])
def workers(
    scheduler: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two workers: without a nanny, so that a killed one stays dead, or as ``dask worker`` runs."""
    words = ["--no-dashboard", f"--local-directory={tmp_path}", "--nworkers=1"]
    words += ["--nthreads=1", "--no-nanny"] if request.param == "bare" else ["--nthreads=2"]
    started = [dask("worker", scheduler, *words) for _ in range(2)]
    try:
        wait_for_workers(scheduler, 2)
        yield started
    finally:
        for one in started:
            one.terminate()
        for one in started:
            one.wait(20)


def worker_of(process: subprocess.Popen[bytes]) -> int:
    """Return the process that grades; a nanny's is its child, beside a helper of Python."""
    family_names = {one: Path(f"/proc/{one}/cmdline").read_text() for one in family(process.pid)}
    spawned = [one for one, said in family_names.items() if "spawn_main" in said]
    return spawned[0] if spawned else process.pid


def wait_for_workers(scheduler: str, number: int) -> None:
    from distributed import Client  # noqa: PLC0415 - slow

    with Client(scheduler, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=60)


def test_a_scheduler_without_workers_is_reported(scheduler: str) -> None:
    with pytest.raises(NoClusterError, match="dask worker"), cluster(scheduler, (), False):
        pass


def test_a_scheduler_that_does_not_answer_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_cluster, "PATIENCE_SECONDS", 1)
    nowhere = cluster(f"tcp://127.0.0.1:{free_port()}", (), False)
    with pytest.raises(NoClusterError, match="Start one with `dask scheduler`"), nowhere:
        pass


def test_the_message_without_dask_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoClusterError, match="pip install"), cluster("tcp://host:1", (), False):
        pass


@BARE
def test_a_worker_without_a_sandbox_does_not_grade(
    scheduler: str, workers: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "describe_machine", no_walls)
    refused = pytest.raises(NoClusterError, match="no sandbox on tcp://")
    with refused, cluster(scheduler, (), False):
        pass
    with cluster(scheduler, (), True) as found:
        assert (found.level, found.workers) == ("none", 2)


def no_walls(_: object) -> dict[str, object]:
    from grading_helpers.instructor.grader.dask_cluster import versions_here  # noqa: PLC0415

    return {"sandbox": "none", "versions": versions_here()}


def no_package(_: object) -> dict[str, object]:
    raise ModuleNotFoundError("No module named 'grading_helpers'")


# In __main__, so that they are pickled by value for the workers.
no_walls.__module__ = no_package.__module__ = "__main__"


@BARE
def test_a_worker_that_might_give_different_marks_is_reported(
    scheduler: str, workers: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = dask_cluster.versions_here()
    monkeypatch.setattr(dask_cluster, "versions_here", lambda: {**here, "pandas": "0.1"})
    refused = pytest.raises(NoClusterError, match=rf"it has pandas {here['pandas']} instead of 0.1")
    with refused, cluster(scheduler, (), False):
        pass
    monkeypatch.setattr(dask_cluster, "describe_machine", no_package)
    with pytest.raises(NoClusterError, match="cannot grade"), cluster(scheduler, (), False):
        pass


def test_a_worker_that_joins_late_has_its_sandbox_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(1) as machine:
        executor = CheckedExecutor(machine, ())
        monkeypatch.setattr(dask_cluster, "sandbox_level", lambda _: "reduced")
        assert executor.submit(divmod, 7, 2).result() == (3, 1)
        monkeypatch.setattr(dask_cluster, "sandbox_level", lambda _: "none")
        with pytest.raises(UnsandboxedWorkerError, match="there is no sandbox on"):
            executor.submit(divmod, 7, 2).result()


def hand_in(folder: CourseFolder, number: int) -> dict[str, str]:
    """Hand in copies of the three students' work for a class, and return the students."""
    models = sorted(folder.students(LESSON))
    names = {f"student_{place:02d}": models[place % len(models)] for place in range(number)}
    for name, model in names.items():
        shutil.copytree(folder.submitted(model, LESSON), folder.submitted(name, LESSON))
    return names


def marks(folder: CourseFolder, names: Iterable[str]) -> dict[str, dict[str, float | None]]:
    with Gradebook(folder.url, folder.course_id) as book:
        return {
            name: {
                one.name: one.auto_score
                for one in book.find_submission_notebook(LESSON, LESSON, name).grades
            }
            for name in names
        }


def journal(folder: CourseFolder) -> Counter[str]:
    """Return how often each student's work was recorded as graded."""
    lines = (folder.root / ".grading" / f"{LESSON}.jsonl").read_text().splitlines()
    return Counter(json.loads(line)["student"] for line in lines)


def killer(pid: int, gone: list[int]) -> Callable[[dict[str, object]], None]:
    """Return a callback that kills a process after some work is graded, and notes its children."""
    seen: list[object] = []

    def advance(result: dict[str, object]) -> None:
        seen.append(result)
        if len(seen) == 5:
            gone.extend(family(pid))
            os.kill(pid, signal.SIGKILL)

    return advance


def test_a_killed_worker_loses_no_marks(
    folder: CourseFolder, scheduler: str, workers: list[subprocess.Popen[bytes]]
) -> None:
    models = folder.students(LESSON)
    grade_lesson(folder, LESSON, models, lambda _: None)
    here = marks(folder, models)
    assert here["ada"] == {**TESTS, "essay": None} != here["zoe"]
    names, gone = hand_in(folder, STUDENTS), list[int]()
    with cluster(scheduler, (), False) as found:
        how = Options(executor=found.executor, side_by_side=found.side_by_side)
        advance = killer(worker_of(workers[0]), gone)
        results = grade_lesson(folder, LESSON, [*names], advance, how)
    assert Counter(one.student for one in results) == Counter([*names])
    assert journal(folder) == Counter([*models, *names])
    assert marks(folder, names) == {name: here[model] for name, model in names.items()}
    assert len(gone) > 1, "the worker had a fork_server"
    assert soon(lambda: not any(map(is_alive, gone)))


def test_the_next_run_grades_the_rest_after_a_scheduler_ends(
    folder: CourseFolder, tmp_path: Path
) -> None:
    names, address = hand_in(folder, STUDENTS), f"tcp://127.0.0.1:{(port := free_port())}"
    server = dask("scheduler", "--host=127.0.0.1", f"--port={port}", "--no-dashboard")
    words = ("--no-nanny", "--no-dashboard", f"--local-directory={tmp_path}", "--death-timeout=5")
    worker = dask("worker", address, *words)
    try:
        wait_for_workers(address, 1)
        gone = pytest.raises(NoClusterError, match="run the same command again")
        with gone, cluster(address, (), False) as found:
            advance = killer(server.pid, [])
            how = Options(executor=found.executor, side_by_side=found.side_by_side)
            grade_lesson(folder, LESSON, [*names], advance, how)
    finally:
        for one in (worker, server):
            one.kill()
            one.wait(20)
    assert 5 <= sum(journal(folder).values()) < STUDENTS
    grade_lesson(folder, LESSON, [*names], lambda _: None)
    assert journal(folder) == Counter([*names])


@BARE
def test_the_command_grades_on_the_cluster(
    folder: CourseFolder,
    scheduler: str,
    workers: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (folder.root / "nbgrader_config.py").write_text(
        'c = get_config()\nc.CourseDirectory.course_id = "fans"\n'
    )
    monkeypatch.chdir(folder.root)
    said = CliRunner().invoke(app, ["grade", LESSON, "--cluster", scheduler])
    assert said.exit_code == 0, said.output
    assert "on 2 workers" in said.stdout
    assert f"{LESSON}: 3 graded, 0 failed" in said.stdout
