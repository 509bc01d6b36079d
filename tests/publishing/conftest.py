"""The course published once, and a small course that may be spoiled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.publishing.addresses import Repository
from grading_helpers.instructor.publishing.publish import publish


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
    """The folder into which the whole course was published; only to be read."""
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
    """A course of one lesson with all that is published, free to be spoiled."""
    for name in ("LICENSE", "LICENSE-CONTENT", "postBuild", "environment.yml"):
        shutil.copy(course.root / name, course_copy.root)
    for path in course.package.glob("*.py"):
        shutil.copy(path, course_copy.package)
    shutil.copytree(course.package / "static", course_copy.package / "static")
    shutil.copy(course.package / "outcomes" / "__init__.py", course_copy.package / "outcomes")
    shutil.copy(course.references, course_copy.references)
    return course_copy


@pytest.fixture
def small_lessons(small_course: Course) -> list[ReadLesson]:
    """What that course teaches."""
    return read_course(small_course)


@pytest.fixture
def students(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the students' repository will be, apart from any checkout."""
    return tmp_path_factory.mktemp("apart") / "students"
