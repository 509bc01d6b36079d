"""A gradebook that is locked or has no room: one line with a cure, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from nbgrader.api import InvalidEntry
from without_sandbox import LESSON, course, grade_without_sandbox

from grading_helpers.instructor.gradebook import course_folder, opening
from grading_helpers.instructor.gradebook.errors import GradebookError
from grading_helpers.instructor.grader.storage.lock_and_backup import back_up
from grading_helpers.instructor.grader.storage.save_marks import GradebookWriter

pytestmark = pytest.mark.integration


@pytest.fixture
def here(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class that is graded without a sandbox and without patience."""
    monkeypatch.setattr(course_folder, "TIMEOUT", "timeout=0.1")
    monkeypatch.setattr(opening, "PATIENCE_SECONDS", 0.1)
    grade_without_sandbox(monkeypatch)
    return here


@contextmanager
def locked(database: Path, how: str) -> Iterator[None]:
    """Lock a gradebook, as a database browser with unsaved changes does."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute(f"BEGIN {how}")
        yield


@pytest.mark.parametrize("how", ["EXCLUSIVE", "IMMEDIATE"])
def test_grading_says_so_in_one_line_and_goes_on_later(here: Path, how: str) -> None:
    with locked(here / "gradebook.db", how):
        said = course("grade", LESSON)
    assert said.exit_code == 2, said.output
    line = said.stderr.splitlines()[-1]
    assert line.startswith(f"The gradebook {here}/gradebook.db is locked: another program")
    assert "Save or close it there, then run the same command again" in line
    assert "Traceback" not in said.output
    assert "3 graded, 0 failed" in course("grade", LESSON).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("hand-out", LESSON, "--due", "2026-11-20 23:59"),
        ("feedback", LESSON),
        ("history", LESSON, "ada"),
        ("export", LESSON, "--to", "moodle-gradebook"),
        ("mark", LESSON, "--no-browser"),
        ("merge", "other/gradebook.db"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_says_so_in_one_line(here: Path, words: tuple[str, ...]) -> None:
    course("grade", LESSON)
    (here / "other").mkdir()
    (here / "other" / "gradebook.db").write_bytes((here / "gradebook.db").read_bytes())
    with locked(here / "gradebook.db", "EXCLUSIVE"):
        said = course(*words)
    assert said.exit_code == 2, said.output
    (line,) = said.stderr.splitlines()
    assert "gradebook.db is locked: another program is writing to it" in line


def test_the_gradebook_of_another_marker_may_be_locked_too(here: Path) -> None:
    course("grade", LESSON)
    (here / "other").mkdir()
    (here / "other" / "gradebook.db").write_bytes((here / "gradebook.db").read_bytes())
    with locked(here / "other" / "gradebook.db", "EXCLUSIVE"):
        said = course("merge", "other/gradebook.db")
    assert said.exit_code == 2
    (line,) = said.stderr.splitlines()
    assert line.startswith("The gradebook other/gradebook.db is locked")


def test_a_backup_of_a_locked_gradebook_does_not_wait_for_ever(here: Path) -> None:
    with (
        locked(here / "gradebook.db", "EXCLUSIVE"),
        pytest.raises(GradebookError, match="is locked"),
    ):
        back_up(here / "gradebook.db", here)


def test_a_backup_can_be_made_while_another_program_is_about_to_write(here: Path) -> None:
    with locked(here / "gradebook.db", "IMMEDIATE"):
        copy = back_up(here / "gradebook.db", here)
    assert copy
    with closing(sqlite3.connect(copy)) as book:
        assert book.execute("SELECT count(*) FROM student").fetchone()


def test_a_clock_that_was_set_back_costs_no_newer_backup(tmp_path: Path) -> None:
    database, made = tmp_path / "gradebook.db", []
    tomorrow = time.time() + 86_400
    for run in range(7):
        with closing(sqlite3.connect(database)) as connection:
            connection.execute(f"create table run_{run} (x)")
        copy = back_up(database, tmp_path)
        assert copy is not None
        if run < 5:
            # Made tomorrow, before the clock was set back to today.
            copy = copy.rename(copy.with_name(f"gradebook-2099{run}.db"))
            os.utime(copy, (tomorrow + run, tomorrow + run))
        made.append(copy)
    there = sorted(made[-1].parent.iterdir(), key=lambda file: file.stat().st_mtime)
    assert there == made[2:]


def test_a_full_disk_leaves_no_half_written_backup(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course("grade", LESSON)
    folder = here / ".grading" / "backups"
    before = sorted(folder.iterdir())
    connect = sqlite3.connect

    def small(name: object, **how: object) -> sqlite3.Connection:
        opened: sqlite3.Connection = connect(name, **how)
        if str(name).endswith(".part"):
            opened.execute("PRAGMA max_page_count = 2")
        return opened

    monkeypatch.setattr(sqlite3, "connect", small)
    said = course("grade", LESSON, "--force")
    assert said.exit_code == 2, said.output
    line = said.stderr.splitlines()[-1]
    assert "gradebook.db has no room, because the disk is full. Free some space, then" in line
    assert sorted(folder.iterdir()) == before
    monkeypatch.setattr(sqlite3, "connect", connect)
    assert "3 graded, 0 failed" in course("grade", LESSON, "--force").stdout


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "has no room, because the disk is full. Free some space"),
        (sqlite3.SQLITE_READONLY, "may not be written to. Ask its owner"),
        (sqlite3.SQLITE_IOERR_LOCK, "as network disks without locks do. Check it, or copy"),
        (sqlite3.SQLITE_CORRUPT, "is damaged, or the file is not a database. Restore a copy"),
    ],
)
def test_a_fault_of_the_gradebook_stops_the_run_in_one_line(
    here: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def save(*_: object) -> None:
        fault = sqlite3.OperationalError("in words of SQLite")
        fault.sqlite_errorcode = code
        raise InvalidEntry("nbgrader makes another error of it") from fault

    monkeypatch.setattr(GradebookWriter, "save", save)
    said = course("grade", LESSON)
    assert said.exit_code == 2, said.output
    assert words in said.stderr.splitlines()[-1]
    assert "ada" not in said.output, "it is no student's fault"


@pytest.mark.parametrize("left", [None, b""], ids=["gone", "empty"])
@pytest.mark.parametrize(
    "words",
    [("grade", LESSON), ("export", LESSON, "--to", "moodle-gradebook"), ("mark", LESSON)],
    ids=lambda words: words[0],
)
def test_a_gradebook_that_was_lost_is_restored_and_not_made_anew(
    here: Path, words: tuple[str, ...], left: bytes | None
) -> None:
    book = here / "gradebook.db"
    course("grade", LESSON)
    course("grade", LESSON, "--force")
    book.unlink()
    if left is not None:
        book.write_bytes(left)
    said = course(*words)
    assert said.exit_code == 2
    assert "first restore the gradebook from .grading/backups" in said.stderr
    book.write_bytes(max((here / ".grading" / "backups").iterdir()).read_bytes())
    assert course("history", LESSON, "ada").exit_code == 0


def test_a_lesson_that_was_never_graded_needs_no_backup(here: Path) -> None:
    (here / "gradebook.db").unlink()
    assert "backups" not in course("grade", LESSON).stderr
