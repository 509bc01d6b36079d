"""What several test modules share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

os.environ.setdefault("MPLBACKEND", "Agg")

from grading_helpers.instructor.build import Course, ReadLesson, read_course

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this checkout."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def rater(course: Course) -> ReadLesson:
    """The lesson on service quality, read from its text."""
    return next(one for one in read_course(course) if one.lesson.name == "03_rater")


@pytest.fixture
def course_copy(course: Course, tmp_path: Path) -> Course:
    """A copy of what authors edit, free to be spoiled."""
    for name in ("course", "source", "release"):
        shutil.copytree(course.root / name, tmp_path / name)
    for name in ("data", "quizzes", "outcomes"):
        shutil.copytree(course.package / name, tmp_path / "grading_helpers" / name)
    for name in ("pyproject.toml", "nbgrader_config.py"):
        shutil.copy(course.root / name, tmp_path)
    return Course(tmp_path)
