"""The build gives the same bytes every time, and what is committed is what it gives."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from grading_helpers.instructor.build import PACKAGE, Course, ReadLesson, build, notebook_text
from grading_helpers.instructor.nbgrader_steps import put_programs_on_path


@pytest.mark.slow
def test_what_is_committed_is_what_the_build_gives(course_copy: Course, course: Course) -> None:
    for built in ("source", "release"):
        shutil.rmtree(course_copy.root / built)
    shipped = {path: path.read_bytes() for path in PACKAGE.rglob("*.json")}
    changed = build(course_copy)
    assert {path.name for path in changed} == {"03_rater.ipynb"}
    for name in ("source", "release"):
        for path in (course.root / name).rglob("*.ipynb"):
            again = course_copy.root / path.relative_to(course.root)
            assert again.read_bytes() == path.read_bytes()
    assert {path: path.read_bytes() for path in PACKAGE.rglob("*.json")} == shipped
    assert build(course_copy) == []


@pytest.mark.slow
def test_a_folder_whose_lesson_is_gone_is_swept_away(course_copy: Course) -> None:
    for built in ("source", "release"):
        (course_copy.root / built / "09_gone").mkdir(parents=True)
    assert {path.name for path in build(course_copy)} == {"09_gone"}


def test_cell_ids_are_grade_ids_or_hashes_and_unique(rater: ReadLesson) -> None:
    cells = nbformat.reads(notebook_text(rater.lesson), as_version=4).cells
    ids = [cell.id for cell in cells]
    assert len(set(ids)) == len(ids)
    for cell in cells:
        if "nbgrader" in cell.metadata:
            assert cell.id == cell.metadata["nbgrader"]["grade_id"]
    assert notebook_text(rater.lesson) == notebook_text(rater.lesson)


def test_cells_know_the_line_they_begin_at(rater: ReadLesson) -> None:
    lines = rater.lesson.text_file.read_text("utf-8").splitlines()
    for cell in rater.lesson.cells:
        first = "```{code-cell}" if cell.kind == "code" else cell.source.split("\n")[0]
        assert lines[cell.line - 1] == first


def test_a_release_is_the_source_without_its_secrets(course: Course) -> None:
    source = nbformat.read(course.source("03_rater"), as_version=4)
    release = nbformat.read(course.release("03_rater"), as_version=4)
    assert [cell.id for cell in source.cells] == [cell.id for cell in release.cells]
    assert release.metadata["kernelspec"]["name"] == "python3"
    assert not [cell for cell in release.cells if cell.get("outputs")]


@pytest.mark.slow
def test_nbgraders_own_command_gives_the_same_release(course_copy: Course, course: Course) -> None:
    shutil.rmtree(course_copy.root / "release")
    put_programs_on_path()
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "03_rater"]
    subprocess.run(command, cwd=course_copy.root, check=True, capture_output=True)
    made = json.loads(course_copy.release("03_rater").read_text("utf-8"))
    assert made == json.loads(course.release("03_rater").read_text("utf-8"))


@pytest.mark.slow
def test_a_release_that_nbgrader_refuses_is_told_and_not_written(
    course_copy: Course, capfd: pytest.CaptureFixture[str]
) -> None:
    lesson = course_copy.root / "course/03_rater/lesson.md"
    text = lesson.read_text("utf-8").replace("### END HIDDEN TESTS\n", "", 1)
    lesson.write_text(text, "utf-8")
    before = course_copy.source("03_rater").read_bytes()
    done = _course_build(course_copy.root)
    assert done.returncode == 1
    assert "nbgrader generate_assignment 03_rater failed" in done.stderr
    assert course_copy.source("03_rater").read_bytes() == before


def _course_build(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grading_helpers.instructor", "build"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
