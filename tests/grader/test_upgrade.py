"""A class that an earlier version graded in part continues with this one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.gradebook.course_folder import CourseFolder, course_folder
from grading_helpers.instructor.gradebook.marks import read_cell_scores
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.grader.storage.journal import journal_file, read_journal

pytestmark = pytest.mark.integration
LESSON = "03_rater"
# Made by tests/grader/upgrade/make_class.py.
ARCHIVE = Path(__file__).parent / "upgrade" / "class.tar.xz"
DONE = ["ada", "chidi", "dana", "lena"]
ESSAY = "rater_recommendation"


@pytest.fixture(scope="module")
def as_left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class as the earlier version left it."""
    root = tmp_path_factory.mktemp("upgrade")
    with tarfile.open(ARCHIVE) as file:
        # Python 3.11.2, which Debian 12 has, knows no filters.
        file.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        file.extractall(root)
    return root / "class"


@pytest.fixture
def folder(as_left: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CourseFolder:
    shutil.copytree(as_left, tmp_path / "class")
    monkeypatch.chdir(tmp_path / "class")
    return course_folder(tmp_path / "class")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def marks(folder: CourseFolder) -> dict[str, dict[str, tuple[float | None, float | None]]]:
    with open_gradebook(folder.url, folder.course_id) as book:
        found = read_cell_scores(book, LESSON)
    return {
        name: {cell: tuple(score) for cell, score in one.items()} for name, one in found.items()
    }


def test_the_journal_of_the_earlier_version_is_read(folder: CourseFolder) -> None:
    journal = read_journal(folder.root, LESSON)
    assert sorted(name for name, result in journal.items() if result.graded) == DONE
    assert "not JSON" in journal["quentin"].reason
    for name, test in marks(folder)["dana"].items():
        if name != ESSAY:
            assert journal["dana"].scores[name].score == test[0]
    assert any(score.why for score in journal["dana"].scores.values())
    assert journal["dana"].layers
    assert journal["dana"].wall


def test_lines_of_the_earlier_version_are_written_back_unchanged(folder: CourseFolder) -> None:
    """An instructor may return to the earlier version, which reads every entry."""
    lines = map(json.loads, journal_file(folder.root, LESSON).read_text("utf-8").splitlines())
    read = read_journal(folder.root, LESSON)
    for entry in {line["student"]: line for line in lines}.values():
        written = read[entry["student"]].to_json()
        about_file = {"format", "digest", "at"}
        assert entry.keys() - about_file <= written.keys()
        for name in entry.keys() - about_file - {"scores"}:
            assert json.loads(json.dumps(written[name])) == entry[name], name
        for test, score in entry["scores"].items():
            assert {**written["scores"][test], **score} == written["scores"][test]


def test_course_grade_continues_where_the_earlier_version_stopped(folder: CourseFolder) -> None:
    before = marks(folder)
    said = json.loads(run("grade", LESSON, "--json").stdout)
    assert [one["student"] for one in said["results"]] == ["emil"]
    assert said["done_before"] == DONE
    assert list(said["refused_before"]) == ["quentin"]
    after = marks(folder)
    assert {name: after[name] for name in before} == before
    assert any(auto is not None for auto, _ in after["emil"].values())


def test_marks_given_by_hand_survive_another_grading(folder: CourseFolder) -> None:
    before = marks(folder)
    assert before["ada"][ESSAY] == (None, 2.0)
    assert run("grade", LESSON, "--force", "ada", "dana").exit_code in (0, 1)
    assert marks(folder) == before


def test_course_feedback_explains_the_old_results(folder: CourseFolder) -> None:
    said = json.loads(run("feedback", LESSON, "--json").stdout)
    assert sorted(said["written"]) == DONE
    assert "could not be graded" in said["failed"]["quentin"]
    assert "has not been graded" in said["failed"]["emil"]
    page = (folder.root / said["written"]["ada"]).read_text("utf-8")
    assert "Well argued." in page


def test_course_export_gives_the_old_marks(folder: CourseFolder) -> None:
    words = ("export", LESSON, "--to", "moodle-gradebook", "--unmarked", "allow", "--json")
    said = json.loads(run(*words).stdout)
    scores = marks(folder)["ada"].values()
    assert float(said["marks"]["ada"]) == sum((hand or 0) + (auto or 0) for auto, hand in scores)
    assert {one["about"] for one in said["notes"] if "could not be graded" in one["what"]} == {
        "quentin"
    }


def test_course_report_counts_the_old_results(
    folder: CourseFolder, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root)
    said = run("report", LESSON, "--folder", str(folder.root), "--json")
    assert said.exit_code == 0, said.stderr
    people = json.loads(said.stdout)["people"]
    assert (people["counted"], people["unrecorded"]) == (len(DONE), 0)
    assert sum(people["refused"].values()) == 1


def test_nbgrader_autograde_continues_where_the_earlier_version_stopped(
    folder: CourseFolder,
) -> None:
    before = marks(folder)
    program = [sys.executable, "-m", "nbgrader", "autograde", LESSON, "--student", "emil"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    after = marks(folder)
    assert {name: after[name] for name in before} == before
    assert read_journal(folder.root, LESSON)["emil"].graded
