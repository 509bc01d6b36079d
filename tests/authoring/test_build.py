"""The build gives the same bytes every time, and what is committed is what it gives."""

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
from grading_helpers.instructor.nbgrader_steps import put_programs_on_path


@pytest.mark.slow
def test_what_is_committed_is_what_the_build_gives(course_copy: Course, course: Course) -> None:
    built = [path.relative_to(course_copy.root) for path in _built(course_copy)]
    assert course_copy.release("03_rater").relative_to(course_copy.root) in built
    for path in built:
        (course_copy.root / path).unlink()
    build(course_copy)
    for path in built:
        assert (course_copy.root / path).read_bytes() == (course.root / path).read_bytes(), path
    assert set(built) == {path.relative_to(course_copy.root) for path in _built(course_copy)}
    assert build(course_copy) == []


def _built(course: Course) -> list[Path]:
    patterns = ("source/*/*.ipynb", "release/*/*.ipynb", "grading_helpers/*/*.json")
    tables = list(course.package.glob("data/*.csv"))
    return [path for pattern in patterns for path in course.root.glob(pattern)] + tables


@pytest.mark.slow
def test_what_is_stale_is_found_and_left_alone(course_copy: Course) -> None:
    lessons = read_course(course_copy)
    assert out_of_date(course_copy, lessons) == []
    stale = [course_copy.release("03_rater"), course_copy.package / "quizzes" / "03_rater.json"]
    for path in stale:
        path.write_text("stale", "utf-8")
    assert set(out_of_date(course_copy, lessons)) == set(stale)
    assert {path.read_text("utf-8") for path in stale} == {"stale"}


def test_only_what_was_built_from_a_lesson_that_is_gone_is_left_over(course_copy: Course) -> None:
    gone = [
        course_copy.root / "release" / "09_gone" / "09_gone.ipynb",
        course_copy.package / "outcomes" / "09_gone.json",
    ]
    mine = course_copy.root / "release" / "my_notes" / "thoughts.ipynb"
    for path in [*gone, mine]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
    assert set(leftovers(course_copy, read_course(course_copy))) == set(gone)


@pytest.mark.slow
def test_a_lesson_that_is_gone_is_cleared_away_but_for_what_was_not_built(
    course_copy: Course,
) -> None:
    gone = [course_copy.source("09_gone"), course_copy.release("09_gone")]
    gone.append(course_copy.package / "quizzes" / "09_gone.json")
    mine = course_copy.root / "source" / "09_gone" / ".ipynb_checkpoints" / "mine.ipynb"
    for path in [*gone, mine]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
    assert set(build(course_copy)) == set(gone)
    assert not any(path.exists() for path in gone)
    assert mine.is_file()
    assert not course_copy.release("09_gone").parent.exists()


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
    for cell in release.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            assert "raise NotImplementedError()" in cell.source
            assert cell.source.count("\n") < 40
    assert sum("HIDDEN" in cell.source for cell in source.cells) == 14


@pytest.mark.slow
def test_nbgraders_own_command_gives_the_same_release(course_copy: Course, course: Course) -> None:
    shutil.rmtree(course_copy.root / "release")
    put_programs_on_path()
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "03_rater"]
    subprocess.run(command, cwd=course_copy.root, check=True, capture_output=True)
    assert course_copy.release("03_rater").read_bytes() == course.release("03_rater").read_bytes()


@pytest.mark.slow
def test_a_release_that_nbgrader_refuses_is_told_and_not_written(
    course_copy: Course, capfd: pytest.CaptureFixture[str]
) -> None:
    lesson = course_copy.root / "course/03_rater/lesson.md"
    unclosed = re.compile(r"(### BEGIN MARK SCHEME\n).*?### END MARK SCHEME\n", re.DOTALL)
    lesson.write_text(unclosed.sub(r"\1", lesson.read_text("utf-8")), "utf-8")
    before = course_copy.source("03_rater").read_bytes()
    done = _course_build(course_copy.root)
    assert done.returncode == 2
    assert "nbgrader generate_assignment 03_rater failed" in done.stderr
    assert course_copy.source("03_rater").read_bytes() == before


def _course_build(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grading_helpers.instructor", "build"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
