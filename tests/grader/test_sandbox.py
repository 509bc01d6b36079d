"""The sandbox works with and without bubblewrap, and its level is reported correctly."""

from __future__ import annotations

import platform
from collections.abc import Iterator

import pytest
from waiting import soon

from grading_helpers.instructor.grader import self_test
from grading_helpers.instructor.grader.execution import fork_server as fork_server_module
from grading_helpers.instructor.grader.execution.fork_server import (
    ForkServer,
    NoForkServerError,
    start_fork_server,
)
from grading_helpers.instructor.grader.execution.session import FAILED, Session
from grading_helpers.instructor.grader.sandbox import confinement, file_system, landlock, seccomp
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.sandbox.process_tree import family, is_alive
from grading_helpers.instructor.grader.self_test import SandboxCheck, check_sandbox
from grading_helpers.instructor.grader.submission.assignment import AssignmentCell, Role

pytestmark = pytest.mark.integration

LEAVES_A_DAEMON = """
import os
if os.fork() == 0:
    os.setsid()
    os.execv("/bin/sleep", ["sleep", "47"])
"""


@pytest.fixture(scope="module")
def bare() -> Iterator[ForkServer]:
    fork_server = start_fork_server(use_bubblewrap=False)
    yield fork_server
    fork_server.stop()


def test_the_usual_fork_server_has_every_protection(fork_server: ForkServer) -> None:
    proof = check_sandbox(fork_server)
    assert proof.possible == ()
    if file_system.bubblewrap_command([], []):
        assert proof.level == "full"


@pytest.mark.parametrize("attempts", ["1 / 0", "print('files')", "import os\nos._exit(0)"])
def test_a_protection_that_was_not_tried_counts_as_missing(
    attempts: str, fork_server: ForkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_test, "ATTEMPTS", attempts)
    proof = check_sandbox(fork_server)
    assert (proof.level, proof.prevented) == ("none", ())


def test_the_sandbox_is_called_reduced_without_bubblewrap(bare: ForkServer) -> None:
    proof = check_sandbox(bare)
    assert (proof.outer, proof.level, proof.possible) == (file_system.OWN, "reduced", ())
    assert any("apt-get install bubblewrap" in line for line in proof.lines())


def test_landlock_and_limits_work_without_namespaces() -> None:
    if landlock.version() < 6:
        pytest.skip("this kernel has no Landlock that guards signals")
    fork_server = start_fork_server(use_bubblewrap=False, use_namespaces=False)
    try:
        proof = check_sandbox(fork_server)
        assert (proof.outer, proof.level) == (file_system.NONE, "reduced")
        assert set(proof.possible) <= {"privileges"}
        with Session(fork_server, Limits(), {}) as session:
            session.run(LEAVES_A_DAEMON)
            session.run("os._exit(0)")
        assert soon(lambda: len(list(family(fork_server.process.pid))) == 1)
    finally:
        fork_server.stop()


def test_a_checkout_that_the_sandbox_would_hide_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        fork_server_module, "readable_places", lambda: ["/usr", "/tmp/course/grading_helpers"]
    )
    with pytest.raises(NoForkServerError, match="/tmp/course/grading_helpers is in /tmp"):
        start_fork_server()


def test_every_protection_has_a_description(fork_server: ForkServer) -> None:
    with Session(fork_server, Limits(), {}) as session:
        named = set(session.layers)
    assert {"limits", "no capabilities"} <= named
    assert ("landlock" in named) == bool(landlock.version())
    assert ("fewer system calls" in named) == (platform.machine() in seccomp.MACHINES)
    assert {f"own {name} namespace" for name in confinement.NAMESPACES} <= named


def test_a_missing_protection_is_reported() -> None:
    proof = SandboxCheck(file_system.BUBBLEWRAP, ("files",), ("network",))
    assert proof.level == "none"
    assert any("network" in line for line in proof.lines())
    assert SandboxCheck(file_system.BUBBLEWRAP, (), ("memory",)).level == "reduced"


@pytest.mark.parametrize(
    ("attempt", "comes_through", "wall"),
    [
        ('os.memfd_create("x")', "os.getpid()", "kernel"),
        ("os.kill({pid}, 0)", "os.getpid()", "processes"),
        ("open(path).read()", "path", "files"),
    ],
)
def test_the_self_test_notices_a_missing_protection(
    attempt: str,
    comes_through: str,
    wall: str,
    monkeypatch: pytest.MonkeyPatch,
    fork_server: ForkServer,
) -> None:
    attempts = self_test.ATTEMPTS.replace(attempt, comes_through)
    assert attempts != self_test.ATTEMPTS
    monkeypatch.setattr(self_test, "ATTEMPTS", attempts)
    assert check_sandbox(fork_server).possible == (wall,)


def test_nothing_outlives_a_session(fork_server: ForkServer) -> None:
    with Session(fork_server, Limits(), {}) as session:
        session.run("import subprocess; p = subprocess.Popen(['sleep', '33'])")
        tree = list(family(session.pair.student_pid))
        assert len(tree) == 2
    assert soon(lambda: not any(map(is_alive, tree)))
    with Session(fork_server, Limits(), {}) as again:
        assert again.run("1 + 1")


def test_a_judge_that_is_still_running_ends_with_its_session(fork_server: ForkServer) -> None:
    test = AssignmentCell("t", "t", "code", Role.TEST, "while True: pass", "", 1.0)
    with Session(fork_server, Limits(notebook_wall=1), {}) as session:
        assert session.test(test) == FAILED
        judges = list(family(session.pair.judge_pid))
        assert is_alive(session.pair.judge_pid)
    assert not any(map(is_alive, judges))


def test_a_student_cannot_see_the_files_of_another(fork_server: ForkServer) -> None:
    with (
        Session(fork_server, Limits(), {"mine.txt": b"x"}) as one,
        Session(fork_server, Limits(), {}) as two,
    ):
        mine = str(one.run("import os; sorted(os.listdir('.'))"))
        other = str(two.run("import os; sorted(os.listdir('.'))"))
    assert "mine.txt" in mine
    assert "mine.txt" not in other


def test_the_fork_server_ends_with_its_grader() -> None:
    fork_server = start_fork_server()
    fork_server.control.close()
    fork_server.process.wait(10)
    assert not fork_server.is_alive
