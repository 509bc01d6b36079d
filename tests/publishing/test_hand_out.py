"""``course hand-out`` enters a lesson into the gradebook, with its due date."""

from __future__ import annotations

import errno
import shutil
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner, Result

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.gradebook.opening import put_programs_on_path
from grading_helpers.instructor.publishing import hand_out as publishing_hand_out

LESSON = "03_rater"

# nbgrader calls alembic by name.
put_programs_on_path()


@pytest.fixture
def here(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course folder with one lesson and no gradebook, as the current folder."""
    shutil.copytree(course.root / "source" / LESSON, tmp_path / "source" / LESSON)
    shutil.copy(course.config, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def hand_out(*words: str) -> Result:
    return CliRunner().invoke(app, ["hand-out", *words])


@pytest.mark.integration
def test_a_lesson_is_entered_with_its_due_date_which_is_kept_later(here: Path) -> None:
    said = hand_out(LESSON, "--due", "2026-11-20 23:59", "--timezone", "Europe/Madrid")
    assert said.exit_code == 0, said.output
    assert "due 2026-11-20 22:59 UTC" in said.stdout
    assert f"Next: course collect {LESSON} DOWNLOAD" in said.stdout
    assert (here / "release" / LESSON / f"{LESSON}.ipynb").is_file()
    assert "due 2026-11-20 22:59 UTC" in hand_out(LESSON).stdout
    with Gradebook(f"sqlite:///{here}/gradebook.db") as book:
        found = book.find_assignment(LESSON)
        assert found.duedate == datetime(2026, 11, 20, 22, 59)
        assert found.max_score > 0


@pytest.mark.parametrize(
    "words",
    [
        ["99_nothing"],
        [LESSON, "--due", "tomorrow"],
        [LESSON, "--due", "2026-11-20"],
        [LESSON, "--due", "2026-11-20 23:59", "--timezone", "Mars/Olympus"],
    ],
)
def test_what_cannot_be_handed_out_is_refused_before_there_is_a_gradebook(
    words: list[str], here: Path
) -> None:
    assert hand_out(*words).exit_code == 2
    assert not (here / "gradebook.db").exists()


def test_nothing_is_removed_on_a_disk_that_cannot_be_written_to(
    here: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(course.root / "release" / LESSON, here / "release" / LESSON)

    def read_only(**where: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(where["dir"]))

    monkeypatch.setattr(publishing_hand_out, "TemporaryFile", read_only)
    said = hand_out(LESSON)
    assert said.exit_code == 2
    assert "The disk is read-only: copy the course folder to one that you may write" in said.stderr
    assert len(said.stderr.splitlines()) == 1
    assert (here / "release" / LESSON / f"{LESSON}.ipynb").is_file()


def test_a_due_date_within_the_hour_that_comes_twice_is_the_later_one() -> None:
    due = publishing_hand_out.read_due_date("2026-10-25 02:30", ZoneInfo("Europe/Madrid"))
    assert due == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
