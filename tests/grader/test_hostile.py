"""The corpus of faulty and hostile submissions: honest marks, clear messages, an unharmed host."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hostile.attacks import seconds_to_stay
from hostile.cases import Case
from hostile.everything import corpus
from hostile.host import CANARY, Host, lay_out_target, listening
from hostile.judging import MOST_SECONDS, MOST_SECONDS_OF_PAGE, STRICT, said_by_student
from hostile.lesson import HIDDEN_DATA, small_assignment
from hostile.pages import active_content

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.parallel import grade_submission
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.storage.save_marks import GradebookWriter, open_writer
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.upload import Submission, load_submission

pytestmark = pytest.mark.integration

NAMES = [f"{case.kind}-{case.name}" for case in corpus()]
LESSON = "07_fans"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    target = tmp_path_factory.mktemp("host")
    lay_out_target(target)
    with listening(target) as host:
        yield host


@pytest.fixture(scope="module")
def cases(host: Host) -> dict[str, Case]:
    return {f"{case.kind}-{case.name}": case for case in corpus(str(host.target), host.port)}


@pytest.fixture(scope="module")
def book(
    handed_in: Path, assignment: Assignment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[GradebookWriter]:
    """A gradebook in which one student's work is saved repeatedly."""
    root = tmp_path_factory.mktemp("saved")
    shutil.copytree(handed_in, root, dirs_exist_ok=True)
    with open_writer(CourseFolder(root, "fans"), assignment) as found:
        yield found


def test_the_hostile_corpus_is_large_and_varied() -> None:
    kinds = Counter(name.partition("-")[0] for name in NAMES)
    assert len(set(NAMES)) == len(NAMES) >= 100
    assert min(kinds.values()) >= 20
    assert set(kinds) == {"accident", "cheat", "attack", "injection"}


@pytest.mark.parametrize("name", NAMES)
def test_a_submission_is_safe(
    name: str,
    cases: dict[str, Case],
    host: Host,
    assignment: Assignment,
    book: GradebookWriter,
    tmp_path: Path,
) -> None:
    case = cases[name]
    if case.lesson:
        assignment = small_assignment(case.lesson)
    submission = _upload(case, tmp_path)
    began = time.monotonic()
    result = grade_submission(submission, assignment, _limits(case))
    book.save(result, submission.files, submission.timestamp)
    assert time.monotonic() - began < MOST_SECONDS
    given = {test: score.score for test, score in result.scores.items()}
    assert (given if result.graded else None) == case.due, result.findings
    assert case.due is None or _saved(book) == case.due
    if case.said:
        assert any(case.said in line for line in result.findings), result.findings
    assert all(line.startswith("sam: ") and "\n" not in line for line in result.findings)
    assert CANARY not in str(result.notebook)
    assert "hidden-" not in said_by_student(result.notebook)
    assert HIDDEN_DATA not in said_by_student(result.notebook)
    assert {path.name for path in host.target.iterdir()} == {"canary"}
    assert (host.target / "canary").read_text() == CANARY
    assert not host.knocks
    assert not list(strays(seconds_to_stay(host.port)))
    if result.notebook:
        assert len(str(result.notebook)) < 30_000_000
        began = time.monotonic()
        assert not list(active_content(result.notebook))
        assert time.monotonic() - began < MOST_SECONDS_OF_PAGE


def _limits(case: Case) -> Limits:
    """Give what is stopped for its CPU the time to use it, however busy the machine is."""
    return replace(STRICT, cell_wall=80, notebook_wall=85) if "CPU" in case.said else STRICT


def _upload(case: Case, folder: Path) -> Submission:
    if case.lay_out is None:
        return Submission("sam", case.content)
    case.lay_out(folder)
    return load_submission("sam", folder, LESSON)


def _saved(book: GradebookWriter) -> dict[str, float]:
    notebook = book.gradebook.find_submission_notebook(LESSON, LESSON, "sam")
    return {one.name: one.auto_score for one in notebook.grades if one.auto_score is not None}


def test_a_process_that_an_attack_left_is_found_but_not_one_of_another_run() -> None:
    ours, theirs = (subprocess.Popen(["sleep", seconds_to_stay(port)]) for port in (1, 2))
    try:
        assert len(list(strays(seconds_to_stay(1)))) == 1
    finally:
        for one in (ours, theirs):
            one.kill()
            one.wait()


def strays(seconds: str) -> Iterator[str]:
    """Yield the processes that the attacks of this run left: all sleep for the same time."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes().split(b"\0")
        except OSError:
            continue
        if words[-2:-1] == [seconds.encode()]:
            yield str(words)
