"""A gradebook that another program has locked: one line with a cure, and nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from without_sandbox import LESSON, course, grade_without_sandbox

from grading_helpers.instructor.gradebook import course_folder, opening
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.errors import GradebookError
from grading_helpers.instructor.grader.storage.lock_and_backup import back_up

pytestmark = pytest.mark.integration


@pytest.fixture
def here(folder: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class of three in the current folder, and little patience with other programs."""
    settings = 'c = get_config()\nc.CourseDirectory.course_id = "fans"\n'
    (folder.root / "nbgrader_config.py").write_text(settings)
    monkeypatch.chdir(folder.root)
    monkeypatch.setattr(course_folder, "TIMEOUT", "timeout=0.1")
    monkeypatch.setattr(opening, "PATIENCE_SECONDS", 0.1)
    grade_without_sandbox(monkeypatch)
    return folder.root


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
