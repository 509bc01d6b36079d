"""Every command exits with the code in the table of the docs."""

from __future__ import annotations

import errno
import json
import re
import shutil
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from grading_helpers.instructor import cli
from grading_helpers.instructor.__main__ import start
from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.cli import COMMANDS, app
from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.terminal import exit_on_error, print_diagnostics

LESSON = "03_rater"
PAGE = Path(__file__).parents[1] / "docs" / "instructors.md"
NAMES = [name for commands in COMMANDS.values() for name in commands]
WORDS = {
    "publish": ["students", "--repo", "hr/students"],
    "hand-out": [LESSON],
    "collect": [LESSON, "."],
    "grade": [LESSON],
    "mark": [LESSON, "--no-browser"],
    "merge": ["gradebook.db"],
    "feedback": [LESSON],
    "report": [LESSON],
    "harvest": [LESSON, "csat_by_store", "1"],
    "why": [LESSON, "dana", "csat_by_store"],
    "history": [LESSON, "dana"],
    "export": [LESSON, "--to", "moodle-gradebook"],
    "export-quiz": ["--to", "gift"],
}
WITH_JSON = ["publish", "collect", "grade", "feedback", "report", "term", "export", "merge"]


def course(name: str, *more: str) -> Result:
    return CliRunner().invoke(app, [name, *WORDS.get(name, []), *more])


@pytest.fixture
def empty_class(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one lesson in which nothing was handed out, as the current folder."""
    for top in ("course", "source", "release"):
        shutil.copytree(course.root / top / LESSON, tmp_path / top / LESSON)
    for name in ("course.yml", "references.md"):
        shutil.copy(course.root / "course" / name, tmp_path / "course")
    for name in ("pyproject.toml", "nbgrader_config.py"):
        shutil.copy(course.root / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_table_in_the_docs_has_every_command() -> None:
    section = PAGE.read_text("utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", section, re.M)) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_exits_with_2_outside_a_course(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = course(name)
    assert said.exit_code == 2, said.output
    assert re.search(r"checkout|course folder", said.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["grade", "mark", "feedback", "report", "harvest", "history", "export"]
)
def test_commands_that_need_marks_exit_with_2_before_grading(name: str, empty_class: Path) -> None:
    said = course(name)
    assert said.exit_code == 2, said.output
    assert f"course grade {LESSON}" in said.stderr or "generate_assignment" in said.stderr
    assert not (empty_class / "gradebook.db").exists()


@pytest.mark.parametrize("name", ["grade", "feedback", "report", "harvest", "export"])
def test_settings_that_cannot_be_read_are_named(name: str, empty_class: Path) -> None:
    (empty_class / "nbgrader_config.py").write_text("c = get_config(\n")
    said = course(name)
    assert said.exit_code == 2, said.output
    assert "nbgrader_config.py cannot be read" in said.stderr


@pytest.mark.integration
@pytest.mark.parametrize("name", ["grade", "report", "harvest", "export"])
def test_a_gradebook_that_is_not_one_is_reported(name: str, empty_class: Path) -> None:
    (empty_class / "gradebook.db").write_text("no database" * 100)
    said = course(name)
    assert said.exit_code == 2, said.output
    assert "gradebook" in said.stderr


@pytest.mark.parametrize("name", WITH_JSON)
def test_json_says_why_nothing_was_done(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = course(name, "--json")
    told = json.loads(said.stdout)
    assert told["exit"] == said.exit_code == 2
    assert told["error"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space", "a.db"), "a.db: No space. The disk is full: free some"),
        (OSError(errno.EROFS, "Read-only file system", "a.db"), "copy the course folder to one"),
        (PermissionError(errno.EACCES, "Permission denied", "a.db"), "ask its owner"),
        (OSError(errno.ENOLCK, "No locks available"), "to a disk on this computer, then run the"),
        (OSError(errno.ESTALE, "Stale file handle", "a.db"), "a.db: Stale file handle. The disk"),
        (FileNotFoundError(errno.ENOENT, "No such file", "a.db"), "No such file: 'a.db'"),
        (ModuleNotFoundError(name="nbgrader"), "has no nbgrader, so this is not the course's"),
    ],
)
def test_a_fault_of_the_system_is_one_line_with_a_cure(
    error: Exception, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as left, exit_on_error():
        raise error
    assert left.value.exit_code == 2
    said = capsys.readouterr().err
    assert told in said
    assert len(said.splitlines()) == 1


def test_an_environment_without_the_instructors_libraries_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, cli.__name__)
    monkeypatch.setitem(sys.modules, "typer", None)
    with pytest.raises(SystemExit, match=r"has no typer.* source .venv/bin/activate"):
        start()


def test_what_is_said_of_many_students_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"student_{number:03}" for number in range(100)]
    print_diagnostics(Diagnostic(name, "not marked yet", "mark it") for name in names)
    head, line = capsys.readouterr().out.splitlines()
    assert head == "Needs a look:"
    assert line == f"  {', '.join(names)}: not marked yet. To fix: mark it."
