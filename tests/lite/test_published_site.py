"""``course publish --lite`` as a whole: the site beside the lessons, and what it weighs."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from static_site import Published

from grading_helpers.instructor.authoring.course import Course

pytestmark = pytest.mark.integration

PYTHON = Path("static", "pyodide")
LARGEST_WITHOUT_PYTHON = 25 * 2**20


def test_the_command_writes_the_site_beside_the_lessons(
    published: Published, course: Course
) -> None:
    lessons = [folder.name for folder in course.lessons]
    assert f"{len(lessons)} lessons published" in published.output
    for name in lessons:
        notebook = published.folder / f"lessons/{name}/{name}.ipynb"
        on_site = published.folder / f"site/files/lessons/{name}/{name}.ipynb"
        assert on_site.read_bytes() == notebook.read_bytes()


def test_the_site_has_its_workflow_and_its_link(published: Published) -> None:
    workflow = published.folder / ".github/workflows/pages.yml"
    assert "path: site" in workflow.read_text("utf-8")
    assert "https://hr.github.io/students/" in (published.folder / "README.md").read_text("utf-8")


def test_the_site_without_python_is_small(published: Published) -> None:
    site = published.folder / "site"
    files = [path for path in site.rglob("*") if path.is_file()]
    weights = [
        path.stat().st_size for path in files if PYTHON not in path.relative_to(site).parents
    ]
    assert 5 * 2**20 < sum(weights) < LARGEST_WITHOUT_PYTHON


def test_students_get_no_instructor_module_in_their_browser(published: Published) -> None:
    [wheel] = (published.folder / "site" / PYTHON).glob("focus_on_customers-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "grading_helpers/__init__.py" in names
    assert [name for name in names if "instructor" in name or "answers" in Path(name).parts] == []


def test_publishing_again_changes_nothing(
    published: Published, publish_lite: Callable[[Path], str]
) -> None:
    assert "Nothing to do" in publish_lite(published.folder)
