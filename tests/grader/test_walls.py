"""The walls stand, with bubblewrap and without, and are called what they are."""

from __future__ import annotations

import platform
import time
from collections.abc import Iterator

import pytest

from grading_helpers.instructor.grader import (
    enclosure,
    landlock,
    nursery,
    selftest,
    syscalls,
    walls,
)
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.plan import PlannedCell, Role
from grading_helpers.instructor.grader.selftest import Proof, prove_walls
from grading_helpers.instructor.grader.session import FAILED, Session
from grading_helpers.instructor.grader.watching import family, is_alive

LEAVES_A_DAEMON = """
import os
if os.fork() == 0:
    os.setsid()
    os.execv("/bin/sleep", ["sleep", "47"])
"""


@pytest.fixture(scope="module")
def bare() -> Iterator[nursery.Zygote]:
    zygote = nursery.start_zygote(use_bubblewrap=False)
    yield zygote
    zygote.stop()


def test_all_walls_stand_around_the_usual_zygote(zygote: nursery.Zygote) -> None:
    prove_walls(zygote)
    began = time.monotonic()
    proof = prove_walls(zygote)
    assert proof.fallen == ()
    assert time.monotonic() - began < 5
    if enclosure.bubblewrap_command([], []):
        assert proof.level == "full"


@pytest.mark.parametrize("attempts", ["1 / 0", "print('files')", "import os\nos._exit(0)"])
def test_a_wall_that_was_not_tried_does_not_stand(
    attempts: str, zygote: nursery.Zygote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selftest, "ATTEMPTS", attempts)
    proof = prove_walls(zygote)
    assert (proof.level, proof.standing) == ("none", ())


def test_without_bubblewrap_the_walls_are_reduced(bare: nursery.Zygote) -> None:
    proof = prove_walls(bare)
    assert (proof.outer, proof.level, proof.fallen) == (enclosure.OWN, "reduced", ())
    assert any("apt-get install bubblewrap" in line for line in proof.lines())


def test_without_namespaces_landlock_and_limits_stand() -> None:
    if landlock.version() < 6:
        pytest.skip("this kernel has no Landlock that guards signals")
    zygote = nursery.start_zygote(use_bubblewrap=False, use_namespaces=False)
    try:
        proof = prove_walls(zygote)
        assert (proof.outer, proof.level) == (enclosure.NONE, "reduced")
        assert set(proof.fallen) <= {"privileges"}
        with Session(zygote, Limits(), {}) as session:
            session.run(LEAVES_A_DAEMON)
            session.run("os._exit(0)")
        time.sleep(1.5)
        assert len(list(family(zygote.process.pid))) == 1
    finally:
        zygote.stop()


def test_a_checkout_that_the_sandbox_would_hide_is_told_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nursery, "readable_places", lambda: ["/usr", "/tmp/course/grading_helpers"])
    with pytest.raises(nursery.NoZygoteError, match="/tmp/course/grading_helpers lies in /tmp"):
        nursery.start_zygote()


def test_every_wall_is_named(zygote: nursery.Zygote) -> None:
    with Session(zygote, Limits(), {}) as session:
        named = set(session.walls)
    assert {"limits", "no capabilities"} <= named
    assert ("landlock" in named) == bool(landlock.version())
    assert ("fewer system calls" in named) == (platform.machine() in syscalls.MACHINES)
    assert {f"own {name} namespace" for name in walls.NAMESPACES} <= named


def test_a_fallen_wall_is_told() -> None:
    proof = Proof(enclosure.BUBBLEWRAP, ("files",), ("network",))
    assert proof.level == "none"
    assert any("network" in line for line in proof.lines())
    assert Proof(enclosure.BUBBLEWRAP, (), ("memory",)).level == "reduced"


@pytest.mark.parametrize(
    ("attempt", "comes_through", "wall"),
    [
        ('os.memfd_create("x")', "os.getpid()", "kernel"),
        ("os.kill({pid}, 0)", "os.getpid()", "processes"),
        ("open(path).read()", "path", "files"),
    ],
)
def test_the_self_test_notices_a_missing_wall(
    attempt: str,
    comes_through: str,
    wall: str,
    monkeypatch: pytest.MonkeyPatch,
    zygote: nursery.Zygote,
) -> None:
    attempts = selftest.ATTEMPTS.replace(attempt, comes_through)
    assert attempts != selftest.ATTEMPTS
    monkeypatch.setattr(selftest, "ATTEMPTS", attempts)
    assert prove_walls(zygote).fallen == (wall,)


def test_nothing_outlives_a_session(zygote: nursery.Zygote) -> None:
    with Session(zygote, Limits(), {}) as session:
        session.run("import subprocess; p = subprocess.Popen(['sleep', '33'])")
        tree = list(family(session.pair.student_pid))
        assert len(tree) == 2
    time.sleep(0.3)
    assert not [pid for pid in tree if list(family(pid))[1:]]
    with Session(zygote, Limits(), {}) as again:
        assert again.run("1 + 1")


def test_a_judge_that_still_works_ends_with_its_session(zygote: nursery.Zygote) -> None:
    test = PlannedCell("t", "t", "code", Role.TEST, "while True: pass", "", 1.0)
    with Session(zygote, Limits(notebook_wall=1), {}) as session:
        assert session.test(test) == FAILED
        judges = list(family(session.pair.judge_pid))
        assert is_alive(session.pair.judge_pid)
    assert not any(map(is_alive, judges))


def test_one_student_does_not_see_the_files_of_another(zygote: nursery.Zygote) -> None:
    with Session(zygote, Limits(), {"mine.txt": b"x"}) as one, Session(zygote, Limits(), {}) as two:
        mine = str(one.run("import os; sorted(os.listdir('.'))"))
        other = str(two.run("import os; sorted(os.listdir('.'))"))
    assert "mine.txt" in mine
    assert "mine.txt" not in other


def test_the_zygote_ends_with_its_grader() -> None:
    zygote = nursery.start_zygote()
    zygote.control.close()
    zygote.process.wait(10)
    assert not zygote.is_alive
