"""The resource use of processes is the same with and without Linux's ``/proc``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from waiting import soon

from grading_helpers.instructor.grader.sandbox import process_tree_psutil

pytestmark = pytest.mark.integration

MODULES = [pytest.param(process_tree_psutil, id="psutil")]
if sys.platform.startswith("linux"):
    from grading_helpers.instructor.grader.sandbox import process_tree_linux

    MODULES.append(pytest.param(process_tree_linux, id="proc"))
HUNGRY = (
    "import subprocess, sys, time\n"
    "hoard = bytearray(80_000_000)\n"
    "child = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)\n"
    "while time.process_time() < 0.5: pass\n"
    "print(child.pid, flush=True)\ninput()"
)


@pytest.fixture(scope="module")
def hungry() -> Iterator[tuple[int, int]]:
    """The ids of a process that used some CPU and memory, and of its child."""
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
def test_a_process_that_has_exited_is_not_alive_even_before_it_is_reaped(how: ModuleType) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert how.is_alive(process.pid)
        process.kill()
        assert soon(lambda: not how.is_alive(process.pid))
    assert not how.is_alive(process.pid)
    assert how.usage(process.pid).processes == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is no /proc")
def test_a_process_that_ends_while_it_is_measured_has_no_children(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(process_tree_linux.os, "listdir", gone)
    assert list(process_tree_linux.children(1)) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is no prctl")
@pytest.mark.parametrize("how", MODULES)
def test_a_process_whose_name_is_no_text_is_measured(how: ModuleType) -> None:
    name_itself = "import ctypes; ctypes.CDLL(None).prctl(15, b'\\xff\\xfe', 0, 0, 0)"
    code = f"{name_itself}; print(flush=True); input()"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        process.stdout.readline()
        assert how.is_alive(process.pid)
        assert how.usage(process.pid).processes == 1
        process.kill()
