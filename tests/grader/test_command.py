"""``course grade``: its messages, refusals and exit codes; and ``nbgrader autograde``."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile.lesson import TESTS
from nbgrader.api import Gradebook
from typer.testing import CliRunner, Result

from grading_helpers.instructor.cli import app
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.opening import put_programs_on_path
from grading_helpers.instructor.grader import command, grading_site, nbgrader_plugin
from grading_helpers.instructor.grader.self_test import PROTECTIONS, SandboxCheck
from grading_helpers.instructor.grader.settings import move_away, set_aside
from grading_helpers.instructor.grader.storage.journal import journal_file
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.instructor.nbgrader_api import nbgrader_config
from grading_helpers.instructor.report.graded_class import read_class

pytestmark = pytest.mark.integration

LESSON = "07_fans"
FULL = dict(TESTS)


def course(*words: str) -> Result:
    return CliRunner().invoke(app, ["grade", *words])


def scores(folder: Path) -> dict[str, float]:
    said = course(LESSON, "--json", "--force")
    (one,) = [one for one in json.loads(said.stdout)["results"] if one["student"] == "ada"]
    return {name: score["score"] for name, score in one["scores"].items()}


def test_a_class_is_graded_and_reported(here: Path) -> None:
    said = course(LESSON)
    assert said.exit_code == 0, said.output
    assert "sandbox: " in said.stdout
    assert f"{LESSON}: 3 graded, 0 failed, 0 graded earlier." in said.stdout
    assert f"course feedback {LESSON}" in said.stdout
    assert "3 graded earlier" in course(LESSON).stdout
    assert scores(here) == FULL


def test_marking_comes_next_only_if_answers_are_marked_by_hand(
    folder: CourseFolder, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Next: mark the written answers" in course(LESSON).stdout
    assignment = read_assignment(folder, LESSON)
    tests = replace(
        assignment, cells=tuple(cell for cell in assignment.cells if cell.name in assignment.tests)
    )
    monkeypatch.setattr(command, "read_assignment", lambda *_: tests)
    assert f"Next: `course feedback {LESSON}`." in course(LESSON).stdout


def test_a_broken_upload_is_named_and_affects_nobody_else(here: Path) -> None:
    (here / "submitted" / "nils" / LESSON / f"{LESSON}.ipynb").write_text("{")
    said = course(LESSON)
    assert said.exit_code == 1
    assert "  nils: the notebook is cut off" in said.stdout
    assert "2 graded, 1 failed" in said.stdout


def test_a_student_who_could_not_be_graded_before_still_needs_a_look(here: Path) -> None:
    (here / "submitted" / "nils" / LESSON / f"{LESSON}.ipynb").write_text("{")
    course(LESSON)
    again = course(LESSON)
    assert again.exit_code == 1
    assert "  nils: still cannot be graded: the notebook is cut off" in again.stdout
    assert "0 graded, 1 failed, 2 graded earlier" in again.stdout


def test_nothing_is_done_if_nobody_can_be_graded(here: Path) -> None:
    for student in ("ada", "nils", "zoe"):
        (here / "submitted" / student / LESSON / f"{LESSON}.ipynb").write_text("{")
    said = course(LESSON)
    assert said.exit_code == 2
    assert "0 graded, 3 failed" in said.stdout
    assert course(LESSON, "--json").exit_code == 2


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        (["09_other"], "There is no lesson '09_other' in "),
        (["09_other"], "There are: 07_fans."),
        ([LESSON, "nobody"], "There is no submitted/nobody/07_fans. Students who handed in: ada"),
    ],
)
def test_the_message_says_what_cannot_be_graded_and_how_to_fix_it(
    here: Path, words: list[str], cause: str
) -> None:
    said = course(*words)
    assert said.exit_code == 2
    assert cause in said.stderr
    assert not (here / "autograded").exists()


def test_asking_for_a_gradebook_does_not_create_one(here: Path) -> None:
    (here / "gradebook.db").unlink()
    assert "nbgrader generate_assignment" in course(LESSON).stderr
    assert not (here / "gradebook.db").exists()


def test_the_message_outside_a_course_folder_says_where_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = course(LESSON)
    assert said.exit_code == 2
    assert "nbgrader_config.py" in said.stderr


NO_SANDBOX = SandboxCheck("none", (), tuple(PROTECTIONS))


def test_course_grade_refuses_without_a_sandbox_and_says_how_to_get_one(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grading_site, "check_sandbox", lambda _: NO_SANDBOX)
    said = course(LESSON)
    assert said.exit_code == 2
    assert "bubblewrap" in said.stderr
    assert "everything that you can do" in said.stderr
    assert not (here / "autograded").exists()
    assert course(LESSON, "--unsafe-no-sandbox").exit_code == 0


def test_the_late_penalty_is_that_of_nbgraders_plugin(here: Path) -> None:
    config = here / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.LateSubmissionPlugin.penalty_method = "zero"\n')
    folder = command.find_course_folder(here)
    with gradebook(folder) as book:
        book.update_or_create_assignment(LESSON, duedate="2026-11-22 09:00:00 UTC")
    assert course(LESSON).exit_code == 0
    with gradebook(folder) as book:
        notebook = book.find_submission_notebook(LESSON, LESSON, "ada")
        assert notebook.late_submission_penalty == notebook.score == sum(FULL.values())


def gradebook(folder: CourseFolder) -> Gradebook:
    return Gradebook(folder.url, folder.course_id)


def autograde(root: Path, more_settings: str = "") -> subprocess.CompletedProcess[str]:
    put_programs_on_path()
    settings = (
        "from grading_helpers.instructor.grader.settings import grade_safely\n"
        'c = get_config()\nc.CourseDirectory.course_id = "fans"\n'
        f"grade_safely(c)\n{more_settings}"
    )
    (root / "nbgrader_config.py").write_text(settings)
    program = [sys.executable, "-m", "nbgrader", "autograde", LESSON]
    return subprocess.run(program, cwd=root, capture_output=True, text=True, check=False)


def test_nbgrader_autograde_gives_the_same_marks(
    folder: CourseFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("home") / "secret.txt"
    secret.write_text("a secret")
    ada = folder.submitted("ada", LESSON)
    (ada / "notes.txt").symlink_to(secret)
    os.mkfifo(folder.submitted("zoe", LESSON) / "pipe")
    broken = folder.root / "submitted" / "paul" / LESSON / f"{LESSON}.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_text("{")
    done = autograde(folder.root)
    assert "paul" in done.stderr
    assert "ada: notes.txt is a link or a pipe" in done.stderr
    with gradebook(folder) as book:
        notebook = book.find_submission_notebook(LESSON, LESSON, "ada")
        assert {one.name: one.auto_score for one in notebook.grades} == {**FULL, "essay": None}
        zoe = book.find_submission_notebook(LESSON, LESSON, "zoe")
        assert {one.name: one.auto_score for one in zoe.grades} == {
            **dict.fromkeys(FULL, 0.0),
            "essay": None,
        }
    stored = folder.root / "autograded" / "ada" / LESSON
    assert not (stored / "notes.txt").exists()


def journal(root: Path) -> dict[str, dict[str, Any]]:
    """Return the journal without times and what a run changed, which differ from run to run."""
    file = journal_file(root, LESSON)
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    differing = ("at", "wall", "cpu", "change")
    return {
        entry["student"]: {name: part for name, part in entry.items() if name not in differing}
        for entry in map(json.loads, lines)
    }


def test_work_graded_by_nbgrader_autograde_is_in_the_journal(
    folder: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = folder.root / "submitted" / "paul" / LESSON / f"{LESSON}.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_text("{")
    autograde(folder.root)
    written = journal(folder.root)
    assert [name for name, entry in written.items() if not entry["graded"]] == ["paul"]
    assert read_class(folder, LESSON).unrecorded == 0
    monkeypatch.chdir(folder.root)
    again = json.loads(course(LESSON, "--json").stdout)
    assert (again["results"], again["done_before"]) == ([], ["ada", "nils", "zoe"])
    assert again["refused_before"] == {"paul": written["paul"]["reason"]}
    course(LESSON, "--force")
    assert journal(folder.root) == written


def test_work_that_failed_after_saving_its_marks_is_not_in_the_journal(
    folder: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gradebook(folder) as book:
        book.update_or_create_assignment(LESSON, duedate="2026-11-22 09:00:00 UTC")
    (folder.root / "penalties.py").write_text(
        "from nbgrader.plugins import LateSubmissionPlugin\n"
        "class Failing(LateSubmissionPlugin):\n"
        "    def late_submission_penalty(self, student, score, late):\n"
        "        raise RuntimeError('no such rule')\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(folder.root))
    plugin = 'c.AssignLatePenalties.plugin_class = "penalties.Failing"\n'
    done = autograde(folder.root, plugin)
    assert "no such rule" in done.stderr
    assert journal(folder.root) == {}


def test_links_and_pipes_that_are_moved_away_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home = Path("submitted/ada/07_fans")
    home.mkdir(parents=True)
    os.mkfifo(home / "07_fans.ipynb")
    (home / "notes.txt").write_text("mine")
    notebooks = [str(home / "07_fans.ipynb")]
    set_aside(notebooks)
    assert notebooks == []
    assert [path.name for path in home.iterdir()] == ["notes.txt"]
    assert Path(".grading/set_aside/ada/07_fans/07_fans.ipynb").is_fifo()


def test_links_and_pipes_that_cannot_be_moved_away_are_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    link = Path("submitted/ada/07_fans/07_fans.ipynb")
    link.parent.mkdir(parents=True)
    link.symlink_to("/etc/hostname")

    def another_file_system(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "rename", another_file_system)
    notebooks = [str(link)]
    set_aside(notebooks)
    assert notebooks == []
    assert not link.is_symlink()
    assert "ada: 07_fans.ipynb is a link or a pipe; it was deleted" in capsys.readouterr().err


def test_work_that_cannot_be_moved_away_is_not_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "data"
    work.write_text("mine")

    def full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "rename", full_disk)
    with pytest.raises(OSError, match="No space left"):
        move_away(work, tmp_path / "aside" / "data", "ada: data is not a folder")
    assert work.read_text() == "mine"


def test_a_student_named_twice_is_graded_once(here: Path) -> None:
    said = course(LESSON, "ada", "ada", "--force")
    assert said.exit_code == 0, said.output
    assert "1 graded" in said.stdout


def test_the_settings_of_the_course_use_the_grader() -> None:
    root = Path(__file__).parents[2]
    config = nbgrader_config(root, root / "nbgrader_config.py")
    assert "GradeSafely" in str(config.Autograde.sanitize_preprocessors)


def test_missing_protections_are_reported_once(
    monkeypatch: pytest.MonkeyPatch, assignment: Any
) -> None:
    monkeypatch.setattr(nbgrader_plugin, "check_sandbox", lambda _: NO_SANDBOX)
    monkeypatch.setattr(nbgrader_plugin, "_CHECKED", set())
    (line,) = nbgrader_plugin._weaknesses_of_sandbox(assignment)
    assert line.startswith("sandbox: none")
    assert nbgrader_plugin._weaknesses_of_sandbox(assignment) == []
