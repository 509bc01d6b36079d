"""What several test modules share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

os.environ.setdefault("MPLBACKEND", "Agg")

from grading_helpers.answer_book import AnswerBook
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this checkout."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def rater(course: Course) -> ReadLesson:
    """The lesson on service quality, read from its text."""
    return read_course(course, "03_rater")[0]


@pytest.fixture(autouse=True)
def _answers_beside_no_notebook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep quiz answers out of the checkout."""
    book = AnswerBook(tmp_path / "progress.json")
    monkeypatch.setattr("grading_helpers.quiz_widget.answer_book", lambda: book)


@pytest.fixture
def course_copy(course: Course, tmp_path: Path) -> Course:
    """A copy of one lesson and what is built from it, free to be spoiled."""
    for top in ("course", "source", "release"):
        shutil.copytree(course.root / top / "03_rater", tmp_path / top / "03_rater")
        if (course.root / top / "references.md").is_file():
            shutil.copy(course.root / top / "references.md", tmp_path / top)
    shutil.copytree(course.package / "data", tmp_path / "grading_helpers" / "data")
    for kind in ("quizzes", "outcomes"):
        (tmp_path / "grading_helpers" / kind).mkdir()
        shutil.copy(course.package / kind / "03_rater.json", tmp_path / "grading_helpers" / kind)
    for name in ("pyproject.toml", "nbgrader_config.py"):
        shutil.copy(course.root / name, tmp_path)
    return Course(tmp_path)
