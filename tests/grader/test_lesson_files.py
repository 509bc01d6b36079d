"""The lesson's own files reach the sandbox as nbgrader copies them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile.lesson import ANSWERS, NAME, TESTS, as_bytes, filled_in
from nbgrader.api import Gradebook

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.grade_class import grade_lesson
from grading_helpers.instructor.grader.submission import extra_files
from grading_helpers.instructor.grader.submission.extra_files import lesson_files
from grading_helpers.instructor.nbgrader_api import nbgrader_api

READING = """def share_of_fans(scores):
    assert [open(one).read() for one in ("shops.csv", "data/more.csv", "mine.csv")] == {due}
    return 100 * sum(score >= 9 for score in scores) / len(scores)"""
OURS = {"shops.csv": "ours", "data/more.csv": "more"}
STUDENTS = {
    "ada": {"shops.csv": "edited", "mine.csv": "mine"},
    "nils": {"shops.csv/shops.csv": "in a folder", "data": "no folder", "mine.csv": "mine"},
    "zoe": {"mine.csv": "mine"},
}
SAID = {
    "ada: shops.csv was changed; the file of the lesson was used",
    "nils: shops.csv is a folder; the file of the lesson was used",
    "nils: data is a file; the folder of the lesson was used",
}


@pytest.fixture
def with_files(folder: CourseFolder) -> CourseFolder:
    """A class whose lesson has two files, which one test reads, too."""
    _write(folder.root / "source" / NAME, OURS)
    source = folder.root / "source" / NAME / f"{NAME}.ipynb"
    text = source.read_text("utf-8")
    reading = text.replace(r"\"hidden-share\"", "open('data/more.csv').read()")
    assert reading != text
    source.write_text(reading, "utf-8")
    answer = READING.format(due=[*OURS.values(), "mine"])
    work = as_bytes(filled_in({**ANSWERS, "share_of_fans": answer}))
    for student, files in STUDENTS.items():
        _write(folder.submitted(student, NAME), files)
        (folder.submitted(student, NAME) / f"{NAME}.ipynb").write_bytes(work)
    return folder


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)


def _check(folder: CourseFolder) -> None:
    """Check that every student has all points, and the lesson's files."""
    for student in STUDENTS:
        with Gradebook(folder.url, "fans") as book:
            grades = book.find_submission_notebook(NAME, NAME, student).grades
            marks = {one.name: one.auto_score for one in grades if one.name in TESTS}
        assert marks == TESTS, student
        stored = folder.root / "autograded" / student / NAME
        assert {name: (stored / name).read_text() for name in OURS} == OURS
        assert (stored / "mine.csv").read_text() == "mine"


@pytest.mark.integration
def test_course_grade_gives_the_lessons_files_to_answers_and_tests(
    with_files: CourseFolder,
) -> None:
    results = grade_lesson(with_files, NAME, [*STUDENTS], lambda _: None)
    _check(with_files)
    assert {line for one in results for line in one.findings} >= SAID
    # Nothing was changed, so nobody is graded again, unless a file of the lesson is changed.
    assert not grade_lesson(with_files, NAME, [*STUDENTS], lambda _: None)
    (with_files.root / "source" / NAME / "shops.csv").write_text("other")
    (again,) = grade_lesson(with_files, NAME, ["zoe"], lambda _: None)
    assert again.scores["share_of_fans_values"].score == 0


@pytest.mark.integration
def test_nbgrader_autograde_does_so_too(
    with_files: CourseFolder, course: Course, capfd: pytest.CaptureFixture[str]
) -> None:
    config = with_files.root / course.config.name
    settings = (
        "\nfrom grading_helpers.instructor.grader.settings import grade_safely\ngrade_safely(c)\n"
    )
    config.write_text(course.config.read_text("utf-8") + settings, "utf-8")
    api = nbgrader_api(with_files.root, config)
    log = ""
    for student in STUDENTS:
        answer = api.autograde(NAME, student, force=True)
        assert answer["success"], answer["log"]
        log += answer["log"]
    _check(with_files)
    log += capfd.readouterr().err
    assert "ada: shops.csv was changed" in log
    assert "nils: shops.csv is a folder where the lesson has a file; it was moved to" in log
    assert "nils: data is not a folder; it was moved to" in log


def test_a_file_that_is_too_large_for_the_sandbox_is_named(
    folder: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(folder.root / "source" / NAME, OURS)
    monkeypatch.setattr(extra_files, "LARGEST_OWN_FILE", 3)
    with pytest.raises(CommandError, match=r"data/more\.csv is too large for the sandbox"):
        lesson_files(folder, NAME)


def test_files_that_students_may_change_and_notebooks_are_not_the_lessons(
    folder: CourseFolder,
) -> None:
    _write(folder.root / "source" / NAME, OURS | {".ipynb_checkpoints/a.csv": "no", "b.ipynb": ""})
    assert lesson_files(folder, NAME) == {name: one.encode() for name, one in OURS.items()}
    settings = folder.settings
    settings.Autograde.exclude_overwriting = {NAME: ["shops.csv"]}
    assert lesson_files(folder, NAME) == {"data/more.csv": b"more"}
