"""A card of any kind continues where the student left off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grading_helpers import quiz
from grading_helpers.cards.quiz_card import QuizWidget
from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.learner.answer_book import AnswerBook
from grading_helpers.questions.bank import load_question, question_ids

pytestmark = pytest.mark.integration


@pytest.fixture
def book(tmp_path: Path) -> AnswerBook:
    return AnswerBook(tmp_path / "answers.json")


def one_of_each_kind() -> dict[str, str]:
    kinds = {load_question(name).kind: name for name in question_ids()}
    return {kind: name for kind, name in kinds.items() if kind not in ("flashcard", "open")}


def again(name: str, book: AnswerBook) -> Any:
    """Return the card as a restarted kernel would show it."""
    fresh = QuizWidget(load_question(name), "ann")
    fresh.remember_in(AnswerBook(book.file))
    return fresh


@pytest.mark.parametrize(("kind", "name"), one_of_each_kind().items())
def test_answer_tries_and_verdict_are_restored(kind: str, name: str, book: AnswerBook) -> None:
    shown = QuizWidget(load_question(name), "ann")
    shown.remember_in(book)
    shown.answer = shown.question.right_answer()
    shown.check()
    back = again(name, book)
    assert back.answer == shown.answer
    assert (back.tries, back.score) == (1, 1.0)
    assert back.feedback == shown.feedback


def test_hints_and_a_revealed_answer_are_restored_and_earn_nothing(book: AnswerBook) -> None:
    shown = QuizWidget(load_question("gap_sign"), "ann")
    shown.remember_in(book)
    for wrong in ("plus_two", "four", "plus_two"):
        shown.answer = [wrong]
        shown.check()
    shown.reveal()
    back = again("gap_sign", book)
    assert back.revealed
    assert back.answer == ["minus_two"]
    assert (back.tries, back.score) == (3, 0.0)


def test_an_answer_to_another_wording_is_not_restored(book: AnswerBook) -> None:
    older = replace(load_question("gap_sign"), prompt="Older words?")
    shown = QuizWidget(older, "ann")
    shown.remember_in(book)
    shown.answer = ["minus_two"]
    shown.check()
    assert again("gap_sign", book).answer == []


def test_an_answer_that_no_longer_exists_is_left_out(book: AnswerBook) -> None:
    shown = QuizWidget(load_question("gap_sign"), "ann")
    shown.remember_in(book)
    shown.answer = ["minus_two"]
    shown.check()
    book.file.write_text(book.file.read_text().replace("minus_two", "minus_three"))
    assert again("gap_sign", book).answer == []


def test_free_text_is_saved_before_it_is_compared(book: AnswerBook) -> None:
    name = next(name for name in question_ids() if load_question(name).kind == "open")
    shown = QuizWidget(load_question(name), "ann")
    shown.remember_in(book)
    shown.answer = "A first thought"
    assert again(name, book).answer == "A first thought"


def test_quiz_says_once_that_a_damaged_file_was_renamed(
    book: AnswerBook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    book.note = "It was set aside."
    monkeypatch.setattr("grading_helpers.cards.quiz_card.answer_book", lambda: book)
    first = quiz("gap_sign")
    first.answer = ["minus_two"]
    first.check()
    assert quiz("gap_sign").answer == ["minus_two"]
    assert capsys.readouterr().out.count("It was set aside.") == 1


def test_the_file_of_answers_does_not_contain_the_key(course: Course, book: AnswerBook) -> None:
    shown = QuizWidget(load_question("gap_sign"), "ann")
    shown.remember_in(book)
    shown.answer = ["plus_two"]
    shown.check()
    question = next(q for q in read_course(course, "03_rater")[0].questions if q.id == "gap_sign")
    kept = book.file.read_text()
    assert question.explanation not in kept
    assert "minus_two" not in kept
