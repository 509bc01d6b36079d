"""Progress in all lessons, from the files beside their notebooks."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grading_helpers import check, practice, progress
from grading_helpers.instructor.authoring.course import Course
from grading_helpers.learner.answer_book import AnswerBook, Record, answer_book
from grading_helpers.learner.exercises import note_verdict
from grading_helpers.learner.overview import lesson_progress
from grading_helpers.learner.schedule import reviewed
from grading_helpers.questions.bank import exercise_points, questions_asked

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders of two lessons, of which the first is open."""
    for lesson in ("03_rater", "00_start_here"):
        (tmp_path / lesson).mkdir()
    monkeypatch.chdir(tmp_path / "03_rater")
    answer_book.cache_clear()
    return tmp_path


def test_tries_scores_and_known_questions_are_counted(tmp_path: Path) -> None:
    book = AnswerBook(tmp_path / "progress.json")
    book.remember("a", Record("x", tries=2, score=1.0))
    book.remember("b", Record("x", tries=1, score=0.5))
    book.remember("c", Record("x"))
    book.remember_card("d", reviewed(None, "easy", NOW))
    one = lesson_progress("03_rater", ["a", "b", "c"], ["a", "b", "c", "d"], book, NOW)
    assert (one.asked, one.tried, one.score) == (3, 2, 1.5)
    assert (one.known, one.questions) == (1, 4)


def test_progress_covers_all_lessons_from_their_own_folders(folders: Path) -> None:
    asked = next(iter(questions_asked()["00_start_here"]))
    elsewhere = AnswerBook(folders / "00_start_here" / "progress.json")
    elsewhere.remember(asked, Record("x", tries=1, score=1.0))
    answer_book().remember("gap_sign", Record("x", tries=3, score=1.0))
    rows = {row.lesson: row for row in progress().lessons}
    assert list(rows) == sorted(rows)
    assert rows["00_start_here"].score == rows["03_rater"].score == 1.0
    assert rows["03_rater"].asked == len(questions_asked()["03_rater"]) >= 5
    assert not (folders / "03_rater" / "progress.json").read_text().count(asked)


def test_progress_bars_have_names_for_screen_readers(folders: Path) -> None:
    page = progress()._repr_mimebundle_()["text/html"]
    assert len(re.findall(r"<label [^>]*><progress [^>]*></progress> [^<]+</label>", page)) == sum(
        4 if points else 3 for points in exercise_points().values()
    )
    assert "no points" in str(progress())


def test_the_overview_warns_that_binder_forgets(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Binder" not in str(progress())
    monkeypatch.setenv("BINDER_SERVICE_HOST", "x")
    assert "Binder forgets" in str(progress())


def test_the_overview_warns_that_a_private_window_forgets(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert "close a private window" in str(progress())


def test_an_unknown_lesson_gets_the_known_ones_listed(folders: Path) -> None:
    with pytest.raises(ValueError, match="03_rater"):
        progress("3_rater")


def test_the_later_of_two_reviews_counts(tmp_path: Path) -> None:
    early, late = (reviewed(None, "good", NOW.replace(day=day)) for day in (1, 20))
    (tmp_path / "other").mkdir()
    AnswerBook(tmp_path / "other" / "progress.json").remember_card("a", early)
    here = AnswerBook(tmp_path / "progress.json")
    here.remember_card("a", late)
    assert here.with_those_of([tmp_path / "other"]).cards["a"] == late


def test_progress_counts_all_that_practice_asks(folders: Path) -> None:
    for row in progress().lessons:
        assert row.questions == sum(practice(row.lesson).bar.known.values())


def test_an_exercise_counts_with_all_its_points_while_its_last_check_matched(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grading_helpers.learner.exercises.answer_book", answer_book)
    points = exercise_points()["03_rater"]
    name, worth = next(iter(points.items()))

    def counted() -> tuple[float, float]:
        rows = {row.lesson: row.exercises for row in progress().lessons}
        return rows["03_rater"].matching, rows["03_rater"].points

    assert counted() == (0, sum(points.values()))
    answer_book().remember_verdict("an_exercise_of_last_year", True)
    note_verdict(name, True)
    assert counted() == (worth, sum(points.values()))
    assert str(progress()).startswith(f"Exercises: {worth:g} of ")
    assert "Hidden tests on other data decide the mark." in str(progress())
    note_verdict(name, False)
    assert counted()[0] == 0


def test_check_saves_its_verdict_on_an_exercise(tmp_path: Path) -> None:
    def gap_overview(survey: object) -> object:
        raise NotImplementedError

    def csat_by_store(survey: object) -> object:
        raise NotImplementedError

    check(csat_by_store)
    check(gap_overview)
    kept = AnswerBook(tmp_path / "progress.json").exercises
    assert {name: one.matches for name, one in kept.items()} == {"csat_by_store": False}


def test_points_of_exercises_are_those_of_the_gradebook(course: Course) -> None:
    due = course.settings.points
    written = 2
    for lesson, points in exercise_points().items():
        assert sum(points.values()) in (0, due - written), lesson
