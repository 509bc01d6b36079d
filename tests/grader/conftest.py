"""Fixtures for the tests of the grader."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.lesson import small_assignment
from hostile.small_class import lay_out_class

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.gradebook.opening import put_programs_on_path
from grading_helpers.instructor.grader.execution.fork_server import (
    ForkServer,
    start_fork_server,
)
from grading_helpers.instructor.grader.submission.assignment import Assignment

# nbgrader calls alembic by name.
put_programs_on_path()


@pytest.fixture(scope="session")
def assignment() -> Assignment:
    """A small lesson with three exercises and a written answer."""
    return small_assignment()


@pytest.fixture(scope="session")
def fork_server() -> Iterator[ForkServer]:
    """A fork server without a lesson, for one test."""
    started = start_fork_server()
    yield started
    started.stop()


@pytest.fixture
def folder(tmp_path: Path, handed_in: Path) -> CourseFolder:
    """A course folder with the small lesson in its gradebook and three students."""
    shutil.copytree(handed_in, tmp_path, dirs_exist_ok=True)
    return CourseFolder(tmp_path, "fans")


@pytest.fixture
def here(folder: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The course folder, as the current folder."""
    settings = 'c = get_config()\nc.CourseDirectory.course_id = "fans"\n'
    (folder.root / "nbgrader_config.py").write_text(settings)
    monkeypatch.chdir(folder.root)
    return folder.root


@pytest.fixture(scope="session")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make such a folder once, because creating a gradebook takes seconds."""
    return lay_out_class(tmp_path_factory.mktemp("handed_in")).root
