"""Gradebooks of two markers become one: nothing is lost, and a conflict is named."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result
from written_class import ESSAY, LESSON, TASK, TEST, enter, marks, open_book

from grading_helpers.instructor.cli import app
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.marking.merge_plan import (
    Marks,
    Place,
    Points,
    Prefer,
    Work,
    plan_merge,
)

WHOSE = ("ada", "bo")
ADA = Place(LESSON, "ada", LESSON, TASK)
CELLS = {(LESSON, LESSON, TASK): 2.0, (LESSON, LESSON, TEST): 3.0}
GRADED = {Place(LESSON, one, LESSON, TEST): Points(3.0, waits=False) for one in WHOSE}
USUAL = Marks(
    CELLS,
    dict.fromkeys(WHOSE, (None,) * 4),
    {(LESSON, one): Work() for one in WHOSE},
    GRADED,
    {},
)


def with_mark(marks: Marks, manual: float, comment: str = "", **more: Any) -> Marks:
    """Return marks with one of ada's, given by hand."""
    points = {**marks.points, ADA: Points(None, manual, waits=False)}
    comments = {ADA: comment} if comment else {}
    return replace(marks, points=points, comments=comments, **more)


def test_what_this_gradebook_lacks_is_taken() -> None:
    merge = plan_merge(USUAL, with_mark(USUAL, 1.5, "Good."), "theirs.db")
    assert merge.points == {ADA: Points(None, 1.5, waits=False)}
    assert merge.comments == {ADA: "Good."}
    assert merge.conflicts == merge.notes == []
    mine = with_mark(USUAL, 1.5, "Good.")
    for other in (mine, USUAL):
        merge = plan_merge(mine, other, "theirs.db")
        assert not (merge.points or merge.comments or merge.conflicts or merge.notes)


def test_different_marks_are_a_conflict_that_names_both() -> None:
    mine, theirs = with_mark(USUAL, 1.5, "Good."), with_mark(USUAL, 2.0, "Very good.")
    merge = plan_merge(mine, theirs, "theirs.db")
    assert not (merge.points or merge.comments)
    assert [one.subject for one in merge.conflicts] == ["ada", "ada"]
    said = [one.what for one in merge.conflicts]
    assert said == [
        f"{LESSON}, {TASK}: 1.5 points here, 2 points in theirs.db",
        f"{LESSON}, {TASK}: “Good.” here, “Very good.” in theirs.db",
    ]
    assert plan_merge(mine, theirs, "", Prefer.HERE) == plan_merge(mine, mine, "")
    other = plan_merge(mine, theirs, "", Prefer.OTHER)
    assert (other.points[ADA].manual, other.comments[ADA]) == (2.0, "Very good.")
    assert other.conflicts == []


def test_a_mark_for_another_text_or_other_work_is_not_taken() -> None:
    theirs = with_mark(USUAL, 1.5)
    key = (LESSON, "ada")
    mine = replace(USUAL, texts={key: {TASK: "one"}})
    merge = plan_merge(mine, replace(theirs, texts={key: {TASK: "two"}}), "theirs.db")
    assert not merge.points
    assert "the text of advice differs" in merge.notes[0].what
    assert plan_merge(mine, replace(theirs, texts={key: {TASK: "one"}}), "").points
    early, late = (Work(datetime(2026, 11, day)) for day in (20, 21))
    mine = replace(USUAL, works={**USUAL.works, key: early})
    merge = plan_merge(mine, replace(theirs, works={**USUAL.works, key: late}), "theirs.db")
    assert not merge.points
    assert "for other work (handed in at 2026-11-20" in merge.notes[0].what


def test_another_version_of_the_lesson_is_named_once() -> None:
    theirs = with_mark(USUAL, 1.5)
    mine = replace(USUAL, cells={**CELLS, (LESSON, LESSON, TASK): 4.0})
    [note] = plan_merge(mine, theirs, "").notes
    assert "it is worth 4 points here, and 2 there" in note.what
    [note] = plan_merge(replace(USUAL, cells={("x", "x", "x"): 1.0}), theirs, "theirs.db").notes
    assert note.what == "only theirs.db has this lesson"


def course(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def mark(root: Path, student: str, question: str, points: float, comment: str = "") -> None:
    with open_book(root) as book:
        grade = book.find_grade(question, LESSON, LESSON, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        if comment:
            book.find_comment(question, LESSON, LESSON, student).manual_comment = comment
        book.db.commit()


@pytest.mark.integration
def test_the_command_merges_and_does_nothing_the_second_time(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = shutil.copytree(root, tmp_path / "other")
    monkeypatch.chdir(root)
    mark(root, "ada", TASK, 1.5, "Good.")
    mark(root, "cy", ESSAY, 2.0)
    mark(other, "bo", TASK, 0.0, "Blank.")
    mark(other, "cy", ESSAY, 3.0)
    with open_book(other) as book:
        enter(book, "finn")
        book.find_comment("total", LESSON, LESSON, "bo").manual_comment = "Neat code."
        book.db.commit()
    mark(other, "finn", ESSAY, 4.0, "Best.")
    before = (other / "gradebook.db").read_bytes()
    assert course("merge", other, "--try").exit_code == 1
    assert marks(root, TASK)["bo"] == (None, True, None)
    said = course("merge", other)
    assert said.exit_code == 1, said.output
    assert f"cy: {LESSON}, {ESSAY}: 2 points here, 3 points in {other}" in said.stdout
    assert f"Taken from {other}: 4 marks and 3 comments. 1 conflict." in said.stdout
    assert "Graded only there: finn." in said.stdout
    assert (marks(root, TASK)["ada"], marks(root, TASK)["bo"]) == (
        (1.5, False, "Good."),
        (0.0, False, "Blank."),
    )
    assert marks(root, ESSAY)["cy"][0] == 2.0
    with open_book(root) as book:
        assert book.find_submission(LESSON, "finn").score == 3 + 4
        assert book.find_student("finn").last_name == "Ek"
        assert book.find_comment("total", LESSON, LESSON, "bo").manual_comment == "Neat code."
    assert (other / "gradebook.db").read_bytes() == before
    again = json.loads(course("merge", other / "gradebook.db", "--json").stdout)
    assert (again["marks"], again["comments"], len(again["conflicts"])) == (0, 0, 1)
    assert course("merge", other, "--prefer", "other").exit_code == 0
    assert marks(root, ESSAY)["cy"][0] == 3.0
    assert "0 marks and 0 comments. 0 conflicts." in course("merge", other).stdout
    assert len(list((root / ".grading" / "backups").glob("*.db"))) >= 1


@pytest.mark.integration
def test_a_gradebook_that_cannot_be_merged_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    for source, reason in (
        ("nowhere.db", "There is no gradebook nowhere.db"),
        ("gradebook.db", "is the gradebook of this course"),
        ("nbgrader_config.py", "cannot be read as a gradebook"),
    ):
        said = course("merge", source)
        assert said.exit_code == 2, said.output
        assert reason in said.stderr


@pytest.mark.integration
def test_an_empty_gradebook_has_nothing_to_take(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    with open_gradebook(f"sqlite:///{tmp_path}/empty.db"):
        pass
    said = course("merge", tmp_path / "empty.db")
    assert said.exit_code == 0, said.output
    assert "0 marks and 0 comments" in said.stdout
