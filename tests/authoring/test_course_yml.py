"""``course/course.yml`` is read, and its faults are reported with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.authoring.course_yml import check_settings, read_settings
from grading_helpers.instructor.authoring.faults import FaultsError

GOOD = """\
title: A Course
repository:
  name: hr/course
  branch: main
students:
  name: hr/students
  branch: "2027"
points: 25
wrong_answers: 4
totals:
  items: 3
  concepts: 4
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file with the settings of a checkout."""
    (tmp_path / "course").mkdir()
    return tmp_path / "course" / "course.yml"


def test_the_settings_of_this_course_have_no_faults(course: Course) -> None:
    assert course.settings.title


def test_the_settings_are_read_from_the_file(file: Path) -> None:
    file.write_text(GOOD)
    settings = read_settings(file.parents[1])
    assert settings.title == "A Course"
    assert settings.repository.page == "https://github.com/hr/course"
    assert settings.students.branch == "2027"
    assert settings.points == 25
    assert settings.wrong_answers == 4
    assert settings.totals.concepts == 4


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("hr/students", "https://github.com/hr/students", 5, "not of the form OWNER/NAME"),
        ('"2027"', '"a b"', 5, "not the name of a branch"),
        ("title: A Course", "title: ''", 1, "title: "),
        ("title: A Course", "titel: A Course", 1, "titel: "),
        ("title: A Course", "title: A: Course", 1, "malformed YAML"),
        ("points: 25", "points: 0", 8, "points: "),
        ("wrong_answers: 4", "wrong_answers: none", 9, "wrong_answers: "),
        ("items: 3", "items: three", 11, "totals.items: "),
        (GOOD, "", 1, "the file: "),
    ],
)
def test_a_fault_is_named_with_its_line(
    file: Path, old: str, new: str, line: int, said: str
) -> None:
    file.write_text(GOOD.replace(old, new))
    settings, faults = check_settings(file)
    assert settings is None
    found = [fault for fault in faults if said in fault.what]
    assert found, faults
    assert found[0].line == line
    assert all(fault.cure for fault in faults)


def test_a_missing_file_is_named(file: Path) -> None:
    with pytest.raises(FaultsError, match=r"course\.yml:1: the file is missing"):
        read_settings(file.parents[1])
