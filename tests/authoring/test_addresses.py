"""A fork changes course/course.yml and runs the build; then every page has its address."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.addresses import (
    PAGES,
    address_faults,
    renewed,
    renewed_pages,
)
from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.authoring.course_yml import CourseSettings, Totals
from grading_helpers.instructor.authoring.repository import Repository

OURS = CourseSettings(
    title="Customers: an Introduction",
    repository=Repository("hr/Customers.2027", "autumn"),
    students=Repository("hr/students"),
    points=20,
    wrong_answers=5,
    totals=Totals(items=0, concepts=0),
)
ADDRESS = re.compile(r"https?://(?:github\.com|mybinder\.org/v2/gh)/[^\s)>\"]+")


def addresses(root: Path) -> Iterator[str]:
    for pattern in PAGES:
        for page in root.glob(pattern):
            yield from ADDRESS.findall(page.read_text("utf-8"))


@pytest.fixture
def fork(course: Course, tmp_path: Path) -> Path:
    """A copy of every page with an address."""
    for pattern in PAGES:
        for page in course.root.glob(pattern):
            copy = tmp_path / page.relative_to(course.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(page.read_bytes())
    return tmp_path


def renew(root: Path, settings: CourseSettings) -> None:
    for page, text in renewed_pages(root, settings).items():
        page.write_text(text, "utf-8")


def test_a_fork_is_right_after_one_edit(fork: Path, course: Course) -> None:
    before = course.settings.repository.name
    assert any(before in address for address in addresses(fork))
    renew(fork, OURS)
    found = list(addresses(fork))
    assert "https://github.com/hr/Customers.2027" in found
    assert [one for one in found if before in one] == []
    assert list(address_faults(fork, OURS)) == []
    readme = (fork / "README.md").read_text("utf-8")
    assert readme.startswith("# Customers: an Introduction\n")
    assert "mybinder.org/v2/gh/hr/Customers.2027/autumn?urlpath=" in readme
    assert "git clone https://github.com/hr/Customers.2027 && cd Customers.2027\n" in readme


def test_the_pages_are_updated_again_if_the_repository_moves(fork: Path, course: Course) -> None:
    before = {page: page.read_text("utf-8") for page in renewed_pages(fork, OURS)}
    renew(fork, OURS)
    renew(fork, course.settings)
    assert {page: page.read_text("utf-8") for page in before} == before


def test_the_pages_of_this_checkout_carry_the_address_of_course_yml(course: Course) -> None:
    for page, text in renewed_pages(course.root, course.settings).items():
        assert page.read_text("utf-8") == text, f"{page.name}: run `course build`"


@pytest.mark.parametrize(
    "line",
    [
        "See [nbgrader](https://github.com/jupyter/nbgrader).",
        "It was [pull request 1529](https://github.com/ipython/ipykernel/pull/1529).",
        "Reported as https://github.com/ipython/ipykernel/issues/1500.",
        "Fetch https://github.com/hr/coursework instead.",
    ],
)
def test_addresses_of_other_projects_are_kept(fork: Path, line: str) -> None:
    page = fork / "docs" / "students.md"
    page.write_text(line, "utf-8")
    assert renewed("students.md", line, OURS, "hr/course") == line
    assert list(address_faults(fork, OURS)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("See https://github.com/hr/course.", "See https://github.com/hr/Customers.2027."),
        ("https://github.com/hr/course.git", "https://github.com/hr/Customers.2027.git"),
        ("(https://github.com/hr/course/issues)", "(https://github.com/hr/Customers.2027/issues)"),
    ],
)
def test_the_present_address_is_replaced(line: str, expected: str) -> None:
    assert renewed("students.md", line, OURS, "hr/course") == expected


@pytest.mark.parametrize(
    "line",
    [
        "git clone https://github.com/somebody/course && cd course",
        "[tell us](https://github.com/somebody/course/issues)",
        "https://github.com/somebody/course/security/advisories/new",
    ],
)
def test_an_address_that_should_be_the_courses_is_a_fault(fork: Path, line: str) -> None:
    renew(fork, OURS)
    page = fork / "docs" / "students.md"
    page.write_text(f"One line.\n\n{line}\n", "utf-8")
    (fault,) = address_faults(fork, OURS)
    assert (fault.file, fault.line) == (page, 3)
    assert "somebody/course" in fault.what
    assert fault.cure == "write https://github.com/hr/Customers.2027 there"


def test_no_code_contains_the_name_of_the_course(course: Course) -> None:
    listed = ["git", "ls-files", "grading_helpers", "docs/jupyterhub"]
    names = subprocess.run(listed, cwd=course.root, capture_output=True, text=True, check=True)
    for name in names.stdout.splitlines():
        assert course.settings.title.encode() not in (course.root / name).read_bytes(), name
