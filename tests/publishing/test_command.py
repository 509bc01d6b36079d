"""``course publish``: its messages, refusals and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.publishing import publish

pytestmark = pytest.mark.integration

Run = Callable[..., Result]
REPO = ("--repo", "hr/students")
OUTCOMES = "grading_helpers/outcomes/03_rater.json"


@pytest.fixture
def run(small_course: Course, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that publishes a course of one lesson, without building it in memory first."""
    monkeypatch.chdir(small_course.root)
    monkeypatch.setattr(publish, "refuse_stale", lambda *_: None)
    return lambda *words: CliRunner().invoke(app, ["publish", *words])


def test_it_says_what_it_did_and_what_comes_next(run: Run, students: Path) -> None:
    result = run(str(students), *REPO)
    assert result.exit_code == 0, result.output
    assert f"{students}: 1 lesson published; " in result.output
    assert (
        f"git -C {students} remote add origin https://github.com/hr/students.git" in result.output
    )
    assert "mybinder.org/v2/gh/hr/students/main?urlpath=lab/tree/lessons" in result.output
    assert (students / "lessons/03_rater/03_rater.ipynb").is_file()


def test_the_commands_it_names_work(run: Run, students: Path) -> None:
    lines = [line.strip() for line in run(str(students), *REPO).output.splitlines()]
    commands = [line for line in lines if line.startswith("git ")]
    who = {"GIT_CONFIG_GLOBAL": str(students.parent / "gitconfig")}
    (students.parent / "gitconfig").write_text("[user]\nname = A\nemail = a@b.c\n")
    for line in commands:
        if not line.endswith("push -u origin main"):
            subprocess.run(line, shell=True, check=True, capture_output=True, env=os.environ | who)
    listed = subprocess.run(
        ["git", "ls-files"], cwd=students, capture_output=True, text=True, check=True
    )
    written = [path for path in students.rglob("*") if path.is_file() and ".git" not in path.parts]
    assert len(listed.stdout.splitlines()) == len(written)


def test_a_second_run_names_what_changed_and_then_nothing(
    run: Run, students: Path, small_course: Course
) -> None:
    run(str(students), *REPO)
    (students / ".git").mkdir()
    (small_course.root / "LICENSE").write_text("another")
    result = run(str(students), *REPO)
    assert "written: LICENSE\n" in result.output
    assert "1 file written, 0 removed" in result.output
    assert f"git -C {students} push" in result.output
    assert "remote add" not in result.output
    assert f"Nothing to do: {students} is up to date." in run(str(students), *REPO).output


def test_json_gives_the_same_result(run: Run, students: Path) -> None:
    report = json.loads(run(str(students), *REPO, "--branch", "2027", "--json").stdout)
    assert report["lessons"] == ["03_rater"]
    assert "lessons/03_rater/03_rater.ipynb" in report["written"]
    assert report["binder"].startswith("https://mybinder.org/v2/gh/hr/students/2027?")
    assert report["next"][0] == f"git -C {students} init -b main"
    again = json.loads(run(str(students), *REPO, "--branch", "2027", "--json").stdout)
    assert again["written"] == again["removed"] == again["next"] == []


def test_a_folder_with_strange_files_is_refused_unless_forced(run: Run, students: Path) -> None:
    students.mkdir()
    (students / "mine.txt").write_text("mine")
    result = run(str(students), *REPO)
    assert result.exit_code == 2
    assert "mine.txt" in result.output
    assert [path.name for path in students.iterdir()] == ["mine.txt"]
    forced = run(str(students), *REPO, "--force")
    assert forced.exit_code == 0
    assert "left alone: mine.txt" in forced.output


@pytest.mark.parametrize("folder", [".", "..", "students", "release"])
def test_the_checkout_itself_is_refused_even_by_force(
    run: Run, small_course: Course, folder: str
) -> None:
    before = (small_course.root / "pyproject.toml").read_bytes()
    result = run(folder, *REPO, "--force")
    assert result.exit_code == 2
    assert "../students" in result.output
    assert (small_course.root / "pyproject.toml").read_bytes() == before


def test_a_malformed_repository_is_a_usage_error(run: Run, students: Path) -> None:
    result = run(str(students), "--repo", "https://github.com/hr/students")
    assert result.exit_code == 2
    assert not students.exists()


def words(result: Result) -> str:
    """Return what was said, without the frame around it and its line breaks."""
    return " ".join(result.output.replace("│", " ").split())


def settle(course: Course, title: str, owner: str) -> None:
    """Put another title and other addresses into a course's course.yml."""
    file = course.root / "course" / "course.yml"
    settings = yaml.safe_load(file.read_text("utf-8"))
    settings["title"] = title
    settings["repository"] = {"name": f"{owner}/course"}
    settings["students"] = {"name": f"{owner}/students"}
    file.write_text(yaml.safe_dump(settings), "utf-8")


def test_a_repository_that_nobody_has_chosen_is_refused(
    run: Run, students: Path, small_course: Course
) -> None:
    settle(small_course, "A Course", "YOUR_ACCOUNT")
    result = run(str(students))
    assert result.exit_code == 2
    assert "nobody has chosen a repository for students yet" in words(result)
    assert not students.exists()


def test_the_repository_in_course_yml_needs_no_option(
    run: Run, students: Path, small_course: Course
) -> None:
    settle(small_course, "Our Own", "my-university")
    result = run(str(students))
    assert result.exit_code == 0, result.output
    assert "mybinder.org/v2/gh/my-university/students/main" in result.output
    assert (students / "README.md").read_text("utf-8").startswith("# Our Own\n")


@pytest.mark.parametrize("part", ["release/03_rater/03_rater.ipynb", OUTCOMES])
def test_files_that_are_not_built_from_course_are_refused(
    small_course: Course, students: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.chdir(small_course.root)
    file = small_course.root / part
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    result = CliRunner().invoke(app, ["publish", str(students), *REPO])
    assert result.exit_code == 2
    assert part in result.output
    assert "make build" in result.output
    assert not students.exists()


def test_files_built_from_course_are_published(
    small_course: Course, students: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_course.root)
    result = CliRunner().invoke(app, ["publish", str(students), *REPO])
    assert result.exit_code == 0, result.output
    assert (students / "README.md").is_file()
