"""The course published once, and a small course that tests may damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.repository import Repository
from grading_helpers.instructor.publishing.publish import publish

COMPILED = shutil.ignore_patterns("__pycache__")


@pytest.fixture(scope="session")
def lessons(course: Course) -> list[ReadLesson]:
    """Every lesson of the course."""
    return read_course(course)


@pytest.fixture(scope="session")
def repository() -> Repository:
    """A repository of some university."""
    return Repository("a-university/Customers.2027", "term-1")


@pytest.fixture(scope="session")
def published(
    course: Course,
    lessons: list[ReadLesson],
    repository: Repository,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The folder into which the whole course was published, which tests must not change."""
    folder = tmp_path_factory.mktemp("published") / "students"
    publish(course, lessons, folder, repository)
    return folder


@pytest.fixture(scope="session")
def published_files(published: Path) -> dict[str, bytes]:
    """Each published file by its path."""
    paths = [path for path in published.rglob("*") if path.is_file()]
    return {path.relative_to(published).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def small_course(course: Course, course_copy: Course) -> Course:
    """A course of one lesson with everything that is published, which tests may damage."""
    for name in ("LICENSE", "LICENSE-CONTENT", "postBuild", "environment.yml"):
        shutil.copy(course.root / name, course_copy.root)
    for path in (*course.package.glob("*.py"), course.package / "py.typed"):
        shutil.copy(path, course_copy.package)
    for folder in ("cards", "checking", "figures", "learner", "questions"):
        shutil.copytree(course.package / folder, course_copy.package / folder, ignore=COMPILED)
    shutil.copy(course.references, course_copy.references)
    return course_copy


@pytest.fixture
def small_lessons(small_course: Course) -> list[ReadLesson]:
    """The lessons of that course."""
    return read_course(small_course)


@pytest.fixture
def students(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for the students' repository, outside any checkout."""
    return tmp_path_factory.mktemp("apart") / "students"
