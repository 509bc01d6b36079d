"""Grading again says whose mark changed, and asks for a look only where it has to."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from without_sandbox import LESSON, WRONG, course, grade_without_sandbox, hand_in

from grading_helpers.instructor.grader.storage.journal import journal_file

pytestmark = pytest.mark.integration


@pytest.fixture
def here(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A graded class in the current folder, in which ada and zoe were marked by hand."""
    grade_without_sandbox(monkeypatch)
    hand_in(here, "zoe", "2026-11-22 10:00:00 UTC", **WRONG)
    assert course("grade", LESSON).exit_code == 0
    for student in ("ada", "zoe"):
        mark(here, student, "essay", 1.5)
    return here


def mark(root: Path, student: str, name: str, points: float) -> None:
    """Give points by hand, as a person does in the formgrader."""
    with Gradebook(f"sqlite:///{root}/gradebook.db", "fans") as book:
        grade = book.find_grade(name, LESSON, LESSON, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()


def to_check(root: Path, student: str) -> set[str]:
    with Gradebook(f"sqlite:///{root}/gradebook.db", "fans") as book:
        notebook = book.find_submission_notebook(LESSON, LESSON, student)
        return {one.name for one in notebook.grades if one.needs_manual_grade}


def test_grading_again_says_whose_mark_changed_in_which_test(here: Path) -> None:
    hand_in(here, "zoe")
    said = course("grade", LESSON, "zoe", "ada", "--force")
    assert "  zoe: mark changed from 5.5 to 8.5: totals_values 0 to 3\n" in said.stdout
    assert "ada: mark" not in said.stdout
    assert "Graded again: 2; marks that changed: 1." in said.stdout
    hand_in(here, "zoe", **WRONG)
    told = json.loads(course("grade", LESSON, "zoe", "--force", "--json").stdout)
    [item] = told["changed"]["zoe"]["items"]
    assert item == {"name": "totals_values", "before": 3.0, "after": 0.0}


def test_a_mark_by_hand_needs_a_look_only_if_its_text_changed(here: Path) -> None:
    hand_in(here, "zoe")
    said = course("grade", LESSON, "zoe", "ada", "--force")
    assert "marked by hand" not in said.stdout
    assert to_check(here, "ada") == to_check(here, "zoe") == set()
    hand_in(here, "zoe", essay="Ask those who left.")
    said = course("grade", LESSON, "zoe", "ada", "--force")
    assert "  zoe: marked by hand, and the text has changed since: essay." in said.stdout
    assert (to_check(here, "ada"), to_check(here, "zoe")) == (set(), {"essay"})
    course("grade", LESSON, "zoe", "--force")
    assert to_check(here, "zoe") == {"essay"}, "nobody has looked yet"


def test_a_mark_by_hand_for_a_test_needs_a_look_only_if_its_answer_changed(here: Path) -> None:
    mark(here, "zoe", "totals_values", 2.0)
    hand_in(here, "zoe", **WRONG, chart="def chart(values): pass")
    course("grade", LESSON, "zoe", "--force")
    assert to_check(here, "zoe") == set()
    hand_in(here, "zoe", totals="def totals(table): return None")
    course("grade", LESSON, "zoe", "--force")
    assert to_check(here, "zoe") == {"totals_values"}


def test_a_mark_by_hand_needs_a_look_if_nobody_noted_what_it_was_for(here: Path) -> None:
    journal = journal_file(here, LESSON)
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    for line in lines:
        del line["texts"]
    journal.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    course("grade", LESSON, "ada", "--force")
    assert to_check(here, "ada") == {"essay"}


def test_a_graded_notebook_that_was_lost_is_made_again_and_marks_by_hand_stay(here: Path) -> None:
    shutil.rmtree(here / "autograded" / "ada")
    told = course("feedback", LESSON, "ada")
    assert f"ada: handed in but has not been graded. To fix: run course grade {LESSON} ada" in (
        told.stdout
    )
    assert "1 graded, 0 failed" in course("grade", LESSON, "ada").stdout
    assert "0 graded, 0 failed" in course("grade", LESSON, "ada").stdout
    assert "1 page in" in course("feedback", LESSON, "ada").stdout
    with Gradebook(f"sqlite:///{here}/gradebook.db", "fans") as book:
        assert book.find_grade("essay", LESSON, LESSON, "ada").manual_score == 1.5


def test_the_history_says_how_a_mark_came_about(here: Path) -> None:
    hand_in(here, "zoe", "2026-11-23 08:00:00 UTC", essay="Ask those who left.")
    course("grade", LESSON, "zoe", "--force")
    course("grade", LESSON, "zoe", "--force")
    (here / "submitted" / "zoe" / LESSON / f"{LESSON}.ipynb").write_text("{")
    said = course("history", LESSON, "zoe")
    assert said.exit_code == 0, said.output
    lines = [line.partition("  ")[2] or line for line in said.stdout.splitlines()]
    assert lines == [
        f"{LESSON}: zoe was graded 3 times.",
        "work handed in 2026-11-22 10:00:00 UTC: 4 of 7 points by tests",
        "other work handed in 2026-11-23 08:00:00 UTC: 7 of 7 points by tests",
        "totals_values: 0 to 3",
        "by hand until then: essay 1.5",
        "the same work again: 7 of 7 points by tests",
        "by hand until then: essay 1.5",
        "In the gradebook: 8.5 of 9 points.",
        "marked by hand, and to be checked: essay",
    ]


def test_the_history_names_another_version_of_the_lesson(here: Path) -> None:
    source = here / "source" / LESSON / f"{LESSON}.ipynb"
    source.write_text(source.read_text().replace("# Fans", "# Our fans"))
    course("grade", LESSON, "ada")
    assert "the same work, with another version of the lesson" in (
        course("history", LESSON, "ada").stdout
    )


def test_nobody_without_graded_work_has_a_history(here: Path) -> None:
    said = course("history", LESSON, "nobody")
    assert said.exit_code == 2
    assert f"nobody has no history in {LESSON}: nothing was graded." in said.stderr
    assert "no submitted/nobody/07_fans; students who handed in: ada, nils, zoe" in said.stderr
