"""What the tests of the grader share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.lesson import small_plan
from hostile.small_class import lay_out_class

from grading_helpers.instructor.grader import nursery
from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.nbgrader_steps import put_programs_on_path

# nbgrader calls alembic by name.
put_programs_on_path()


@pytest.fixture(scope="session")
def plan() -> Plan:
    """A small lesson with three exercises and a written answer."""
    return small_plan()


@pytest.fixture(scope="session")
def zygote() -> Iterator[nursery.Zygote]:
    """A zygote that has rehearsed nothing and that nobody else uses."""
    started = nursery.start_zygote()
    yield started
    started.stop()


@pytest.fixture
def folder(tmp_path: Path, handed_in: Path) -> CourseFolder:
    """A course folder with the small lesson in its gradebook and three students."""
    shutil.copytree(handed_in, tmp_path, dirs_exist_ok=True)
    return CourseFolder(tmp_path, "fans")


@pytest.fixture(scope="session")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make such a folder once: a gradebook takes seconds to make."""
    return lay_out_class(tmp_path_factory.mktemp("handed_in")).root
