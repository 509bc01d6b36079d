"""The commands in the pages work; those not run are listed here with the reason."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import typer
from checkout import lay_out_checkout
from nbgrader.api import Gradebook
from nbgrader.apps.nbgraderapp import NbGraderApp
from pages import PAGES, ROOT, blocks, commands, named_in_words
from typer.testing import CliRunner

import grading_helpers
from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.demo.students import demo_class

LESSON = "03_rater"
CLASS = ("ada", "dana", "mira", "nils")

# How commands begin that are not run, and why.
NOT_RUN = {
    "git clone ": "needs the network",
    "source .venv/bin/activate": "the tests are in the environment already",
    "make lab": "a server; tests/browser drives one",
    "course mark ": "a server; tests/browser/test_marking_page.py drives it",
    "make demo": "tests/demo grades the demo class",
    "make build": "tests/authoring/test_build.py",
    "course build": "tests/authoring/test_build.py; test_addresses.py renews the addresses",
    "make check": "tests/proving/test_proofs.py",
    "make test": "it would run itself",
    "make lint": "runs before the tests",
    "course harvest ": "tests/report runs it on a class with a mistake that nobody has met",
}
# Pages whose commands are not run here, and why.
PAGES_NOT_RUN = {
    "authors.md": "test_authors.py follows it",
    "CONTRIBUTING.md": "installs system packages",
    "lite.md": "needs the network; tests/lite publishes the site and works in it",
}

RUN = [page for page in PAGES if page.name not in PAGES_NOT_RUN]
COMMANDS = {page.name: [c for block in blocks(page) for c in commands(block)] for page in RUN}
EVERY = [command for page in PAGES for block in blocks(page) for command in commands(block)]
IN_WORDS = [command for page in PAGES for command in named_in_words(page)]
OURS = sorted(c for c in {*EVERY, *IN_WORDS} if c.startswith(("course ", "nbgrader ")))


def reason_not_to(command: str) -> str:
    return next((why for start, why in NOT_RUN.items() if command.startswith(start)), "")


def to_run(page: str) -> list[str]:
    return [command for command in COMMANDS[page] if not reason_not_to(command)]


def faults(command: str) -> list[str]:
    """Return the commands and options in a line of a page that do not exist."""
    program, name, *words = shlex.split(command)
    if program == "nbgrader":
        return [] if name in NbGraderApp().subcommands else [name]
    if name == "--help":
        return []
    known = typer.main.get_command(app).commands.get(name)  # type: ignore[attr-defined]
    if known is None:
        return [name]
    options = {option for parameter in known.params for option in parameter.opts} | {"--help"}
    return [word for word in words if word.startswith("--") and word not in options]


@pytest.mark.parametrize("command", OURS)
def test_a_command_that_a_page_names_exists(command: str) -> None:
    assert faults(command) == []


@pytest.mark.parametrize(
    ("command", "unknown"),
    [
        ("course grdae 03_rater", ["grdae"]),
        ("course grade 03_rater --forse", ["--forse"]),
        ("nbgrader autogrde 03_rater", ["autogrde"]),
    ],
)
def test_a_command_that_does_not_exist_is_found(command: str, unknown: list[str]) -> None:
    assert faults(command) == unknown


def test_every_helper_that_students_read_about_exists() -> None:
    text = (ROOT / "docs" / "students.md").read_text("utf-8")
    told = set(re.findall(r"(?:^|`)(\w+)\((?:\.\.\.)?\)", text, re.M))
    assert told > {"check", "practice", "progress"}
    assert told <= set(grading_helpers.__all__)


def test_every_exception_from_running_a_command_is_needed() -> None:
    assert [start for start in NOT_RUN if not any(c.startswith(start) for c in EVERY)] == []


@pytest.fixture
def klass(course: Course, rater: ReadLesson, tmp_path: Path) -> Path:
    """A checkout with a class list and two downloads, one of late work."""
    root = lay_out_checkout(tmp_path / "checkout")
    settings = root / "course" / "course.yml"
    settings.write_text(settings.read_text("utf-8").replace("YOUR_ACCOUNT/", "hr/"), "utf-8")
    (root / "roster.csv").write_text("student_id,name\n" + "".join(f"{s},{s}\n" for s in CLASS))
    release = course.release(LESSON).read_text("utf-8")
    work = {s.student_id: s.notebook for s in demo_class(rater.lesson, rater.exercises, release)}
    for download, students in {"submissions": ("ada", "dana"), "late": ("mira",)}.items():
        with zipfile.ZipFile(root / f"{download}.zip", "w") as archive:
            for student in students:
                archive.writestr(f"{student}/{LESSON}.ipynb", work[student])
    return root


def run(command: str, folder: Path) -> None:
    """Run a line of a page; ``course`` in this process, which saves the time of its imports."""
    if re.fullmatch(r"course [\w. -]+", command):
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        assert result.exit_code == 0, f"{command}\n{result.output}"
        return
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "HOME": str(folder.parent)}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def mark_by_hand(folder: Path) -> None:
    """Give every written answer a point, as a person does in the formgrader."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "focus_on_customers") as book:
        for submission in book.assignment_submissions(LESSON):
            grade = book.find_grade("rater_recommendation", LESSON, LESSON, submission.student_id)
            grade.manual_score, grade.needs_manual_grade = 1, False
        book.db.commit()


@pytest.mark.integration
@pytest.mark.parametrize("page", [page for page in COMMANDS if to_run(page)])
def test_the_commands_of_a_page_run_one_after_the_other(
    page: str, klass: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(klass)
    for command in COMMANDS[page]:
        if command.startswith("course mark ") and (klass / "gradebook.db").is_file():
            mark_by_hand(klass)
        if not reason_not_to(command):
            run(command, klass)


def test_the_pages_have_commands_to_run() -> None:
    """Otherwise the tests above would pass without testing anything."""
    kinds = {" ".join(re.findall(r"^course \w+|^\w+", c)) for c in to_run("instructors.md")}
    assert kinds >= {"course collect", "course grade", "course export", "nbgrader", "tar", "cp"}
