"""A class whose written answers are to be marked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from written_class import LESSON, lay_out

from grading_helpers.instructor.gradebook.course_folder import course_folder
from grading_helpers.instructor.marking.desk import MarkingDesk, open_desk


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("words") / "course")


@pytest.fixture
def root(laid_out: Path, tmp_path: Path) -> Path:
    """A copy of the class, which a test may change."""
    return shutil.copytree(laid_out, tmp_path / "course")


@pytest.fixture
def desk(root: Path) -> MarkingDesk:
    return open_desk(course_folder(root), LESSON)
