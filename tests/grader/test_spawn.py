"""Grading without Linux: there is no sandbox, but the judge is still a separate process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hostile.cases import Case
from hostile.everything import corpus
from hostile.lesson import ANSWERS, TESTS, as_bytes, extra, filled_in
from nbgrader.api import Gradebook
from waiting import soon

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader import grade_submission
from grading_helpers.instructor.grader.execution.process_pair import ProcessStartError
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.execution.spawn import Spawner
from grading_helpers.instructor.grader.protocol import connections
from grading_helpers.instructor.grader.sandbox.limits import MEGABYTE, Limits
from grading_helpers.instructor.grader.self_test import check_sandbox
from grading_helpers.instructor.grader.submission.assignment import Assignment

pytestmark = pytest.mark.integration

LESSON = "07_fans"
ELSEWHERE = Path(__file__).with_name("elsewhere.py")
BY_THE_JUDGE = (
    "accident-deleted_test",
    "accident-warns",
    "cheat-patched_compare",
    "cheat-patched_builtins",
)
# So much time that a loop uses up its CPU first, however busy the machine is.
STRICT = Limits(cell_cpu=1, cell_wall=100, notebook_cpu=6, notebook_wall=200)
LOOP = "while True:\n    pass"
DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n" + LOOP

imitates_another_system = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="imitates another system, which this one is"
)


@pytest.fixture(autouse=True)
def _spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grade_submission, "get_launcher", lambda _: Spawner())


@pytest.fixture
def session() -> Iterator[Session]:
    with Session(Spawner(), STRICT, {"notes.txt": b"mine"}) as begun:
        yield begun


def cases() -> dict[str, Case]:
    found = {f"{case.kind}-{case.name}": case for case in corpus()}
    return {name: found[name] for name in BY_THE_JUDGE}


@pytest.mark.parametrize("name", BY_THE_JUDGE)
def test_tests_are_judged_as_on_linux(name: str, assignment: Assignment) -> None:
    case = cases()[name]
    result = grade_submission.grade_notebook("sam", case.content, assignment)
    assert {test: score.score for test, score in result.scores.items()} == case.due
    assert result.layers == ("none",)


def test_the_process_of_the_answers_does_not_have_the_tests(assignment: Assignment) -> None:
    look = "import gc\nany('HIDDEN' in one for one in gc.get_objects() if isinstance(one, str))"
    work = filled_in()
    work["cells"].append(extra(look))
    result = grade_submission.grade_notebook("sam", as_bytes(work), assignment)
    (shown,) = result.notebook["cells"][-1]["outputs"]
    assert shown["data"]["text/plain"] == "False"


def test_small_files_are_available_without_linux(session: Session) -> None:
    (shown,) = session.run("open('notes.txt').read()")
    assert shown["data"]["text/plain"] == "'mine'"


def test_a_loop_is_interrupted_and_the_next_cell_runs(session: Session) -> None:
    (shown,) = session.run(LOOP)
    assert shown["ename"] == "KeyboardInterrupt"
    (shown,) = session.run("1 + 1")
    assert shown["data"]["text/plain"] == "2"


def test_a_loop_that_ignores_the_interruption_is_killed(session: Session) -> None:
    session.run(DEAF)
    assert "CPU" in session.over


def test_a_process_with_too_much_memory_is_killed() -> None:
    few = Limits(memory=600 * MEGABYTE)
    with Session(Spawner(), few, {}) as session:
        session.run("import time\nhoard = bytearray(700_000_000)\ntime.sleep(60)")
    assert "memory" in session.over


def test_nothing_remains_of_a_closed_session() -> None:
    with Session(Spawner(), STRICT, {}) as session:
        (shown,) = session.run("import os\nos.getcwd()")
        pids = session.pair.student_pid, session.pair.judge_pid
        assert all(psutil.pid_exists(pid) for pid in pids)
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert not Path(shown["data"]["text/plain"].strip("'")).exists()


BUSY = """
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.execution.spawn import Spawner

session = Session(Spawner(), Limits(), {})
session.student.send({"source": "while True: pass", "most": 100, "number": 1})
print(session.pair.student_pid, session.pair.judge_pid, flush=True)
input()
"""


def test_processes_exit_when_the_grader_is_killed() -> None:
    grader = subprocess.Popen(
        [sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert grader.stdout
    pids = [int(word) for word in grader.stdout.readline().split()]
    grader.kill()
    grader.communicate()
    assert pids
    assert soon(lambda: not any(map(psutil.pid_exists, pids)))


def test_a_connection_without_the_token_is_closed() -> None:
    with connections.listen() as server:
        port = connections.port_of(server)
        stranger = socket.create_connection((connections.LOCAL, port))
        stranger.sendall(b"\0\0\0\2[]")
        with connections.connect(port, "wrong"), connections.connect(port, "right", role="judge"):
            end, hello = connections.accept(server, "right")
            end.close()
        stranger.close()
    assert hello == {"role": "judge"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /bin/true")
def test_processes_that_do_not_start_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with pytest.raises(ProcessStartError, match=r"did not start: (ChildProcess|BrokenPipe)Error"):
        Spawner().pair(Limits())


def test_no_protection_is_claimed_and_none_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Spawner, "pair", None)
    proof = check_sandbox(Spawner())
    assert (proof.level, proof.prevented) == ("none", ())
    assert "everything that you can do" in "".join(proof.lines())


def run_elsewhere(folder: CourseFolder, *words: str) -> subprocess.CompletedProcess[str]:
    settings = (
        "from grading_helpers.instructor.grader.settings import grade_safely\n"
        'c = get_config()\nc.CourseDirectory.course_id = "fans"\ngrade_safely(c)\n'
    )
    (folder.root / "nbgrader_config.py").write_text(settings)
    program = [sys.executable, str(ELSEWHERE), "-m", *words]
    return subprocess.run(program, cwd=folder.root, capture_output=True, text=True, check=False)


def marks(folder: CourseFolder, student: str) -> dict[str, float | None]:
    with Gradebook(folder.url, folder.course_id) as book:
        notebook = book.find_submission_notebook(LESSON, LESSON, student)
        return {one.name: one.auto_score for one in notebook.grades}


@pytest.fixture
def two(folder: CourseFolder) -> CourseFolder:
    """The folder with two students: for each, two processes start that import everything."""
    shutil.rmtree(folder.submitted("nils", LESSON).parent)
    return folder


def hand_in_without_tests(folder: CourseFolder) -> None:
    work = filled_in({**ANSWERS, "totals": "def totals(table): return {}"})
    for cell in work["cells"]:
        if cell["id"] in TESTS:
            cell["source"] = "pass"
    place = folder.submitted("zoe", LESSON) / f"{LESSON}.ipynb"
    place.write_bytes(as_bytes(work))


@imitates_another_system
def test_nbgrader_autograde_gives_the_same_marks_on_another_system(two: CourseFolder) -> None:
    hand_in_without_tests(two)
    done = run_elsewhere(two, "nbgrader", "autograde", LESSON)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("sandbox: none") == 1
    assert marks(two, "ada") == {**TESTS, "essay": None}
    assert marks(two, "zoe") == {**TESTS, "totals_values": 0.0, "essay": None}
    stored = (two.root / "autograded" / "zoe" / LESSON / f"{LESSON}.ipynb").read_text()
    assert "HIDDEN" in stored


@imitates_another_system
def test_course_grade_asks_before_it_runs_code_without_a_sandbox(two: CourseFolder) -> None:
    command = ("grading_helpers.instructor", "grade", LESSON)
    refused = run_elsewhere(two, *command)
    assert refused.returncode == 2
    assert "on Windows use WSL" in " ".join(refused.stderr.split())
    assert not (two.root / "autograded").exists()
    done = run_elsewhere(two, *command, "--unsafe-no-sandbox")
    assert done.returncode == 0, done.stdout + done.stderr
    assert marks(two, "ada") == {**TESTS, "essay": None}
