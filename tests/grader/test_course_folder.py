"""Every command finds the same course folder, with the same settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import text

from grading_helpers.instructor.gradebook.course_folder import CourseFolder, find_course_folder
from grading_helpers.instructor.gradebook.errors import (
    BadSettingsError,
    GradebookError,
    NoCourseFolderError,
    NoLessonError,
)
from grading_helpers.instructor.gradebook.marks import read_marks
from grading_helpers.instructor.gradebook.opening import open_gradebook


def with_settings(root: Path, text: str = "") -> CourseFolder:
    (root / "nbgrader_config.py").write_text(f"c = get_config()\n{text}")
    below = root / "source" / "07_fans"
    below.mkdir(parents=True, exist_ok=True)
    return find_course_folder(below)


def test_missing_settings_have_nbgraders_defaults(tmp_path: Path) -> None:
    folder = with_settings(tmp_path)
    stock = CourseDirectory()
    stock.root = str(tmp_path)
    assert folder.root == tmp_path
    assert folder.course_id == stock.course_id
    assert folder.url.partition("?")[0] == stock.db_url


def test_the_settings_name_the_course_and_the_gradebook(tmp_path: Path) -> None:
    directory = "c.CourseDirectory"
    folder = with_settings(
        tmp_path, f'{directory}.course_id = "fans "\n{directory}.db_url = "sqlite:///marks.db"\n'
    )
    assert folder.course_id == "fans"
    assert folder.database == tmp_path / "marks.db"


def test_without_a_course_id_no_course_is_added(tmp_path: Path) -> None:
    folder = with_settings(tmp_path)
    with open_gradebook(folder.url, folder.course_id) as book:
        assert book.db.execute(text("SELECT * FROM course")).all() == []


@pytest.mark.parametrize("broken", ["c.CourseDirectory.course_id = (", "1 / 0"])
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, broken: str) -> None:
    with pytest.raises(BadSettingsError, match=r"nbgrader_config\.py cannot be read"):
        with_settings(tmp_path, broken)


def test_a_plugin_that_cannot_be_loaded_is_an_error_in_the_settings(tmp_path: Path) -> None:
    folder = with_settings(tmp_path, 'c.AssignLatePenalties.plugin_class = "nowhere.Plugin"\n')
    with pytest.raises(BadSettingsError, match="nowhere"):
        folder.late_penalties()


def test_a_command_outside_a_course_says_where_to_go(tmp_path: Path) -> None:
    with pytest.raises(NoCourseFolderError, match=r"nbgrader_config\.py"):
        find_course_folder(tmp_path)


def test_an_unknown_lesson_gets_the_known_lessons_listed(tmp_path: Path) -> None:
    with pytest.raises(NoLessonError, match="07_fans"):
        with_settings(tmp_path).check_lesson("08_fans")


def test_reading_marks_does_not_create_a_gradebook(tmp_path: Path) -> None:
    folder = with_settings(tmp_path)
    with pytest.raises(GradebookError, match="no gradebook"):
        read_marks(folder, "07_fans")
    assert not (tmp_path / "gradebook.db").exists()
