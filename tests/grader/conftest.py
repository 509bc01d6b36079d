"""What the tests of the grader share."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from hostile.lesson import (
    as_bytes,
    enter_lesson,
    filled_in,
    release_notebook,
    small_plan,
    source_notebook,
)

from grading_helpers.instructor.grader import nursery
from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.nbgrader_steps import put_programs_on_path

LESSON = "07_fans"
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
    root = tmp_path_factory.mktemp("handed_in")
    for kind, notebook in (("source", source_notebook()), ("release", release_notebook())):
        place = root / kind / LESSON / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(as_bytes(notebook))
    for student, notebook in (
        ("ada", filled_in()),
        ("nils", release_notebook()),
        ("zoe", filled_in({"totals": "def totals(table): return {}"})),
    ):
        place = root / "submitted" / student / LESSON / f"{LESSON}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(as_bytes(notebook))
        (place.parent / "timestamp.txt").write_text("2026-11-22 10:00:00 UTC")
    enter_lesson(CourseFolder(root, "fans").url)
    return root
