"""The summary at the end of a lesson: what was right at once, and what to look at again."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import nbformat
import pytest

from grading_helpers import progress, quiz
from grading_helpers.cards.backup_card import BackupCard
from grading_helpers.cards.summary_card import NOT_HANDED_IN, SummaryCard
from grading_helpers.instructor.authoring.course import Course
from grading_helpers.learner.all_lessons import bring_back
from grading_helpers.learner.answer_book import AnswerBook, Record
from grading_helpers.learner.lesson_summary import (
    AskedQuestion,
    LessonSummary,
    Outcome,
    lesson_summary,
    outcome_of,
)
from grading_helpers.questions.bank import (
    content_digest,
    exercise_points,
    load_question,
    question_ids,
    questions_asked,
)

LESSON = "03_rater"
ASKED = list(questions_asked()[LESSON])
RIGHT, WRONG = ["minus_two"], ["plus_two"]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AnswerBook:
    """The answers of a notebook in the lesson's folder, beside another lesson's."""
    for lesson in (LESSON, "00_start_here"):
        (tmp_path / lesson).mkdir()
    monkeypatch.chdir(tmp_path / LESSON)
    book = AnswerBook(tmp_path / LESSON / "progress.json")
    for module in ("learner.all_lessons", "cards.summary_card", "cards.quiz_card"):
        monkeypatch.setattr(f"grading_helpers.{module}.answer_book", lambda: book)
    return book


def answer(choice: list[str]) -> None:
    """Answer as in the notebook, in a card that saves its answers."""
    card = quiz("gap_sign")
    card.answer = choice
    card.check()


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (None, "unanswered"),
        (Record("x"), "unanswered"),
        (Record("x", tries=1, score=1.0, first_right=True), "at_once"),
        (Record("x", tries=4, score=1.0, first_right=True), "at_once"),
        (Record("x", tries=2, score=1.0), "later"),
        (Record("x", tries=2, score=0.9), "not_yet"),
        (Record("x", tries=3, score=0.0, revealed=True), "shown"),
        (Record("x", tries=4, score=1.0, revealed=True), "later"),
    ],
)
def test_a_record_gives_the_outcome_of_a_question(record: Record | None, outcome: Outcome) -> None:
    assert outcome_of(record) == outcome


def summary(**outcomes: Outcome) -> LessonSummary:
    questions = [AskedQuestion(name, f"{name}?", "c", one, 2) for name, one in outcomes.items()]
    return LessonSummary(LESSON, tuple(questions))


def test_the_headline_counts_answered_right_and_right_on_the_first_try() -> None:
    mixed = summary(a="at_once", b="later", c="not_yet", d="shown", e="unanswered")
    assert mixed.headline == "4 of 5 quizzes answered: 2 right, 1 on the first try."
    assert mixed.counts == {
        "right on the first try": 1,
        "right in the end": 1,
        "not right yet": 2,
        "not answered": 1,
    }
    assert "None of the 1 quizzes" in summary(a="unanswered").headline
    assert summary(a="at_once", b="at_once").headline == "All 2 quizzes right on the first try."


def test_the_least_well_known_question_comes_first_and_those_right_at_once_are_not_listed() -> None:
    mixed = summary(a="later", b="shown", c="not_yet", d="at_once", e="unanswered")
    lists = {title: [one.id for one in questions] for title, questions in mixed.lists()}
    assert lists == {"Look at again:": ["c", "b", "a"], "Not answered yet:": ["e"]}
    assert summary(a="at_once").lists() == []


def test_the_first_try_counts_even_if_others_follow(book: AnswerBook) -> None:
    answer(WRONG)
    assert lesson_summary(LESSON, book).count("not_yet") == 1
    answer(RIGHT)
    answer(WRONG)
    assert lesson_summary(LESSON, book).count("later") == 1
    assert lesson_summary(LESSON, book).count("at_once") == 0


def test_right_on_the_first_try_is_remembered_after_a_restart(book: AnswerBook) -> None:
    answer(RIGHT)
    quiz("gap_sign").answer = []  # and the card is left without a verdict
    answer(WRONG)
    fresh = AnswerBook(book.file)
    assert fresh.records["gap_sign"].tries == 2
    assert lesson_summary(LESSON, fresh).count("at_once") == 1


def test_an_answer_to_another_wording_does_not_count(book: AnswerBook) -> None:
    book.remember("gap_sign", Record("older words", tries=1, score=1.0, first_right=True))
    assert lesson_summary(LESSON, book).count("unanswered") == len(ASKED)


def test_the_summary_card_updates_with_the_answers(book: AnswerBook) -> None:
    card = progress(LESSON)
    assert isinstance(card, SummaryCard)
    assert card.headline.startswith("None of the")
    answer(WRONG)
    assert card.headline == f"1 of {len(ASKED)} quizzes answered: 0 right, 0 on the first try."
    assert [one["id"] for one in card.lists[0]["questions"]] == ["gap_sign"]
    answer(RIGHT)
    assert "1 right, 0 on the first try" in card.headline
    assert sum(card.counts.values()) == len(ASKED)


def test_only_the_newest_card_of_each_cell_is_updated(
    book: AnswerBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = "one"
    monkeypatch.setattr("grading_helpers.learner.answer_book._running_cell", lambda: cell)
    old, again = progress(LESSON), progress(LESSON)
    cell = "two"
    other = progress(LESSON)
    answer(WRONG)
    assert [str(card.headline)[:4] for card in (old, again, other)] == ["None", "1 of", "1 of"]
    assert len(book.watchers) == 2


def test_the_summary_card_counts_the_points_that_match(book: AnswerBook) -> None:
    card, points = progress(LESSON), exercise_points()[LESSON]
    name, worth = next(iter(points.items()))
    total = sum(points.values())
    assert card.work.startswith(f"Exercises: 0 of {total:g} points match so far.")
    book.remember_verdict(name, matches=True)
    assert card.work.startswith(f"Exercises: {worth:g} of {total:g} points match so far.")
    assert [one["id"] for one in card.lists[-1]["questions"]] == list(points)[1:]
    assert card.work in repr(card)
    assert f'<a href="#cell-id={list(points)[1]}">' in card.as_html()


def test_every_link_leads_to_the_cell_that_asks(course: Course) -> None:
    for lesson, asked in questions_asked().items():
        notebook = nbformat.read(course.release(lesson), as_version=4)
        sources = {cell["id"]: cell["source"] for cell in notebook.cells}
        assert asked
        for name, cell in asked.items():
            assert f'quiz("{name}")' in sources[cell], name
        assert all(f"def {name}(" in sources[name] for name in exercise_points()[lesson])


def test_the_plain_form_has_the_same_text_with_links(book: AnswerBook) -> None:
    answer(WRONG)
    card = progress(LESSON)
    page = card._repr_mimebundle_()[0]["text/html"]
    cell = questions_asked()[LESSON]["gap_sign"]
    assert f'<a href="#cell-id={cell}">' in page
    assert "not right yet, 1 try" in page
    assert page.count("<li>") == len(ASKED) + len(exercise_points()[LESSON])
    assert card.headline in page
    assert card.headline in repr(card)
    assert "not right yet, 1 try" in repr(card)
    assert "<" not in repr(card)


def test_a_summary_gives_no_answer_away(book: AnswerBook) -> None:
    answer(WRONG)
    card = progress(LESSON)
    shown = json.dumps(card.get_state(), default=str) + repr(card)
    assert "minus_two" not in shown


def test_a_graded_notebook_gets_a_sentence_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert repr(progress(LESSON)) == NOT_HANDED_IN


def test_every_lesson_ends_with_its_summary(course: Course) -> None:
    for lesson in questions_asked():
        cells = nbformat.read(course.release(lesson), as_version=4).cells
        assert cells[-2]["source"] == f'progress("{lesson}")'


# Downloading answers and restoring them.


def test_a_download_contains_the_answers_of_all_lessons(book: AnswerBook, tmp_path: Path) -> None:
    answer(RIGHT)
    other = next(iter(questions_asked()["00_start_here"]))
    elsewhere = AnswerBook(tmp_path / "00_start_here" / "progress.json")
    elsewhere.remember(other, Record(content_digest(load_question(other)), tries=1, score=1.0))
    card, sent = BackupCard(), list[dict[str, str]]()
    card.send = sent.append
    card._on_message(None, {"type": "download"}, None)
    assert set(json.loads(sent[0]["text"])["questions"]) == {"gap_sign", other}


def test_restored_answers_reach_the_folders_of_all_lessons(
    book: AnswerBook, tmp_path: Path
) -> None:
    other = next(iter(questions_asked()["00_start_here"]))
    away = AnswerBook(tmp_path / "away.json")
    for name in ("gap_sign", other):
        away.remember(
            name, Record(content_digest(load_question(name)), tries=1, score=1.0, first_right=True)
        )
    follower = progress(LESSON)
    card = BackupCard()
    card._on_message(None, {"type": "upload", "text": away.as_json()}, None)
    assert card.said == "2 answers restored. Run the quiz cells again to see them."
    card._on_message(None, {"type": "upload", "text": away.as_json()}, None)
    assert card.said == "Nothing restored: everything in the file was here already."
    assert "1 right, 1 on the first try" in follower.headline
    assert other in AnswerBook(tmp_path / "00_start_here" / "progress.json").records
    assert not (tmp_path / "01_customer_definitions").exists()


def test_restored_verdicts_and_practice_dates_are_counted_too(
    book: AnswerBook, tmp_path: Path
) -> None:
    away = AnswerBook(tmp_path / "away.json")
    away.remember_verdict("csat_by_store", matches=True)
    away.remember_card("gap_sign", {"due": "2026-12-01"})
    said = "1 practice date and 1 verdict of check restored. Run the quiz cells again to see them."
    assert bring_back(away.as_json()) == said


@pytest.mark.parametrize("text", ["", "a poem", "[]", '{"questions": {"a": {"content": 1}}}'])
def test_a_file_without_answers_is_refused_and_changes_nothing(
    book: AnswerBook, tmp_path: Path, text: str
) -> None:
    answer(RIGHT)
    before = book.file.read_text()
    assert re.match("This is not a file of quiz answers", bring_back(text))
    assert book.file.read_text() == before
    assert not (tmp_path / "00_start_here" / "progress.json").exists()


@pytest.mark.parametrize("content", [{}, None, {"type": "upload"}, {"type": "upload", "text": 3}])
def test_invalid_messages_from_the_page_change_nothing(book: AnswerBook, content: object) -> None:
    BackupCard()._on_message(None, content, None)
    assert book.records == {}


def test_the_summary_offers_the_backup_on_binder(
    book: AnswerBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not progress(LESSON).offers_backup
    monkeypatch.setenv("BINDER_SERVICE_HOST", "x")
    card = progress(LESSON)
    assert card.offers_backup
    assert "Binder forgets" in card.note
    assert "Binder forgets" in card._repr_mimebundle_()[0]["text/html"]


def test_the_summary_offers_the_backup_where_only_the_browser_keeps_answers(
    book: AnswerBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "emscripten")
    card = progress(LESSON)
    assert card.offers_backup
    assert "close a private window" in card.note


def test_every_lesson_asks_only_questions_of_its_bank() -> None:
    for lesson, asked in questions_asked().items():
        assert set(asked) <= set(question_ids(lesson))
