"""A class on a real Dask cluster, one of whose workers is killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.lesson import TESTS, as_bytes, filled_in
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from grading_helpers.instructor.cli import app
from grading_helpers.instructor.grader import clusters
from grading_helpers.instructor.grader.clusters import NoClusterError, cluster
from grading_helpers.instructor.grader.course import Options, grade_lesson
from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.watching import family, is_alive

LESSON = "07_fans"
STUDENTS = 30


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


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two workers without a nanny, so that one that is killed stays dead."""
    words = ("--nthreads=1", "--no-nanny", "--no-dashboard", f"--local-directory={tmp_path}")
    started = [dask("worker", scheduler, *words) for _ in range(2)]
    try:
        wait_for_workers(scheduler, 2)
        yield started
    finally:
        for one in started:
            one.terminate()
            one.wait(20)


def wait_for_workers(scheduler: str, number: int) -> None:
    from distributed import Client  # noqa: PLC0415 - slow

    with Client(scheduler, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=60)


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told_of(scheduler: str) -> None:
    with pytest.raises(NoClusterError, match="dask worker"), cluster(scheduler, (), False):
        pass


def test_a_scheduler_that_does_not_answer_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE_SECONDS", 1)
    nowhere = cluster(f"tcp://127.0.0.1:{free_port()}", (), False)
    with pytest.raises(NoClusterError, match="start one with `dask scheduler`"), nowhere:
        pass


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoClusterError, match="pip install"), cluster("tcp://host:1", (), False):
        pass


@pytest.mark.slow
def test_a_worker_without_walls_does_not_grade(
    scheduler: str, workers: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "level_of_walls", no_walls)
    refused = pytest.raises(NoClusterError, match="no sandbox stands on tcp://")
    with refused, cluster(scheduler, (), False):
        pass
    with cluster(scheduler, (), True) as (_, side_by_side):
        assert side_by_side == 4


def no_walls(_: object) -> str:
    return "none"


no_walls.__module__ = "__main__"  # so that it is sent to the workers by its text


@pytest.mark.slow
def test_a_killed_worker_costs_nothing(
    folder: CourseFolder, scheduler: str, workers: list[subprocess.Popen[bytes]]
) -> None:
    names = [f"student_{number:02d}" for number in range(STUDENTS)]
    for name in names:
        place = folder.work_of(name, LESSON) / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(as_bytes(filled_in()))
    seen: list[str] = []
    descendants: list[int] = []

    def advance(result: dict[str, object]) -> None:
        seen.append(str(result["student"]))
        if len(seen) == 5:
            descendants.extend(family(workers[0].pid))
            os.kill(workers[0].pid, signal.SIGKILL)

    with cluster(scheduler, (), False) as (executor, side_by_side):
        how = Options(executor=executor, side_by_side=side_by_side)
        grade_lesson(folder, LESSON, names, advance, how)
    assert sorted(seen) == names
    journal = (folder.root / ".grading" / f"{LESSON}.jsonl").read_text().splitlines()
    assert Counter(json.loads(line)["student"] for line in journal) == Counter(names)
    with Gradebook(folder.url, folder.course_id) as book:
        for name in names:
            notebook = book.find_submission_notebook(LESSON, LESSON, name)
            given = {one.name: one.auto_score for one in notebook.grades}
            assert given == {**TESTS, "essay": None}
    assert len(descendants) > 1, "the worker had a zygote"
    until = time.monotonic() + 10
    while any(map(is_alive, descendants)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(is_alive, descendants))


@pytest.mark.slow
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
    assert f"{LESSON}: 3 graded, 0 not" in said.stdout
