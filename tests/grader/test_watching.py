"""What processes use up is read alike with and without Linux's ``/proc``."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from types import ModuleType

import pytest

from grading_helpers.instructor.grader import watching_proc, watching_psutil

MODULES = [
    pytest.param(watching_proc, id="proc"),
    pytest.param(watching_psutil, id="psutil"),
]
HUNGRY = (
    "import subprocess, sys, time\n"
    "hoard = bytearray(80_000_000)\n"
    "child = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)\n"
    "while time.process_time() < 0.5: pass\n"
    "print(child.pid, flush=True)\ninput()"
)


@pytest.fixture(scope="module")
def hungry() -> Iterator[tuple[int, int]]:
    """The numbers of a process that took some CPU and memory, and of its child."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HUNGRY], stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        yield process.pid, int(process.stdout.readline())
        process.kill()


@pytest.mark.parametrize("how", MODULES)
def test_a_process_and_its_children_count_together(
    how: ModuleType, hungry: tuple[int, int]
) -> None:
    parent, child = hungry
    used = how.usage(parent)
    assert set(how.family(parent)) == {parent, child}
    assert used.processes == 2
    assert 0.4 < used.cpu < 10
    assert {pid for pid, _ in used.each} == {parent, child}
    assert sum(used.each.values()) == pytest.approx(used.cpu, abs=0.1)
    assert used.memory > 80_000_000
    assert how.shared_fairly(parent) > 80_000_000


@pytest.mark.parametrize("how", MODULES)
def test_one_that_has_ended_is_not_alive_though_nobody_waited_for_it(how: ModuleType) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert how.is_alive(process.pid)
        process.kill()
        until = time.monotonic() + 5
        while how.is_alive(process.pid) and time.monotonic() < until:
            time.sleep(0.01)
        assert not how.is_alive(process.pid)
    assert not how.is_alive(process.pid)
    assert how.usage(process.pid).processes == 0
