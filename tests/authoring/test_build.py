"""The build writes the same bytes every time, and these are the committed files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from grading_helpers.instructor.authoring.build import build, leftovers, notebook_text, out_of_date
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.gradebook.opening import put_programs_on_path


@pytest.mark.integration
def test_a_second_build_writes_the_same_bytes(
    small_course_copy: Course, small_built_course: Course
) -> None:
    copy, before = small_course_copy, small_built_course
    built = [path.relative_to(copy.root) for path in _built(copy)]
    assert copy.release("03_rater").relative_to(copy.root) in built
    for path in built:
        (copy.root / path).unlink()
    build(copy)
    for path in built:
        assert (copy.root / path).read_bytes() == (before.root / path).read_bytes(), path
    assert set(built) == {path.relative_to(copy.root) for path in _built(copy)}
    assert build(copy) == []


def _built(course: Course) -> list[Path]:
    patterns = ("source/*/*.ipynb", "release/*/*.ipynb", "grading_helpers/*/*.json")
    tables = list(course.package.glob("data/*.csv"))
    return [path for pattern in patterns for path in course.root.glob(pattern)] + tables


@pytest.mark.integration
def test_stale_files_are_found_and_not_changed(small_course_copy: Course) -> None:
    lessons = read_course(small_course_copy)
    assert out_of_date(small_course_copy, lessons) == []
    stale = [
        small_course_copy.release("03_rater"),
        small_course_copy.package / "banks" / "03_rater.json",
    ]
    stale.append(small_course_copy.root / "README.md")
    for path in stale:
        path.write_text("# stale", "utf-8")
    assert set(out_of_date(small_course_copy, lessons)) == set(stale)
    assert {path.read_text("utf-8") for path in stale} == {"# stale"}


def test_only_files_built_from_a_removed_lesson_are_left_over(course_copy: Course) -> None:
    gone = [
        course_copy.root / "release" / "09_gone" / "09_gone.ipynb",
        course_copy.package / "outcomes" / "09_gone.json",
    ]
    mine = course_copy.root / "release" / "my_notes" / "thoughts.ipynb"
    for path in [*gone, mine]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
    assert set(leftovers(course_copy, read_course(course_copy))) == set(gone)


@pytest.mark.integration
def test_files_built_from_a_removed_lesson_are_deleted_and_others_are_kept(
    small_course_copy: Course,
) -> None:
    gone = [small_course_copy.source("09_gone"), small_course_copy.release("09_gone")]
    gone.append(small_course_copy.package / "banks" / "09_gone.json")
    mine = small_course_copy.root / "source" / "09_gone" / ".ipynb_checkpoints" / "mine.ipynb"
    for path in [*gone, mine]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
    assert set(build(small_course_copy)) == set(gone)
    assert not any(path.exists() for path in gone)
    assert mine.is_file()
    assert not small_course_copy.release("09_gone").parent.exists()


def test_cell_ids_are_grade_ids_or_hashes_and_unique(rater: ReadLesson) -> None:
    cells = nbformat.reads(notebook_text(rater.lesson), as_version=4).cells
    ids = [cell.id for cell in cells]
    assert len(set(ids)) == len(ids)
    for cell in cells:
        if "nbgrader" in cell.metadata:
            assert cell.id == cell.metadata["nbgrader"]["grade_id"]
    assert notebook_text(rater.lesson) == notebook_text(rater.lesson)


def test_each_cell_has_the_line_at_which_it_begins(rater: ReadLesson) -> None:
    lines = rater.lesson.text_file.read_text("utf-8").splitlines()
    for cell in rater.lesson.cells:
        first = "```{code-cell}" if cell.kind == "code" else cell.source.split("\n")[0]
        assert lines[cell.line - 1] == first


def test_a_release_is_the_source_without_secrets(course: Course, rater: ReadLesson) -> None:
    source = nbformat.read(course.source("03_rater"), as_version=4)
    release = nbformat.read(course.release("03_rater"), as_version=4)
    assert [cell.id for cell in source.cells] == [cell.id for cell in release.cells]
    assert release.metadata["kernelspec"]["name"] == "python3"
    assert not [cell for cell in release.cells if cell.get("outputs")]
    for cell in release.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            assert "raise NotImplementedError()" in cell.source
            assert cell.source.count("\n") < 40
    hidden = [cell.stable_id for cell in rater.lesson.cells if "HIDDEN" in cell.source]
    assert hidden
    assert [cell.id for cell in source.cells if "HIDDEN" in cell.source] == hidden
    assert not [cell.id for cell in release.cells if "HIDDEN" in cell.source]


@pytest.mark.integration
def test_nbgraders_own_command_writes_the_same_release(course_copy: Course, course: Course) -> None:
    shutil.rmtree(course_copy.root / "release")
    put_programs_on_path()
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "03_rater"]
    subprocess.run(command, cwd=course_copy.root, check=True, capture_output=True)
    assert course_copy.release("03_rater").read_bytes() == course.release("03_rater").read_bytes()


@pytest.mark.integration
def test_a_release_that_nbgrader_refuses_is_reported_and_not_written(
    small_course_copy: Course, capfd: pytest.CaptureFixture[str]
) -> None:
    lesson = small_course_copy.root / "course/03_rater/lesson.md"
    unclosed = re.compile(r"(### BEGIN MARK SCHEME\n).*?### END MARK SCHEME\n", re.DOTALL)
    lesson.write_text(unclosed.sub(r"\1", lesson.read_text("utf-8")), "utf-8")
    before = small_course_copy.source("03_rater").read_bytes()
    done = _course_build(small_course_copy.root)
    assert done.returncode == 2
    assert "nbgrader generate_assignment 03_rater failed" in done.stderr
    assert small_course_copy.source("03_rater").read_bytes() == before


def _course_build(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grading_helpers.instructor", "build"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
