"""Between a card and the answer book: take up where the student left off, keep what is done."""

from __future__ import annotations

from typing import Any

from grading_helpers.answer_book import AnswerBook
from grading_helpers.answer_records import Record
from grading_helpers.quiz_card import QuizWidget


def remember(card: QuizWidget, content: str, book: AnswerBook) -> None:
    """Restore what a student did with a card before, and keep what comes from now on.

    Parameters
    ----------
    card : QuizWidget
        A fresh card.
    content : str
        Tells the wording of its question; an answer to another wording is not restored.
    book : AnswerBook
        Where answers are kept.
    """
    if card.kind == "flashcard":
        return
    name = card.question.id
    if record := book.recall(name, content):
        restore(card, record)

    def keep(_change: object) -> None:
        book.remember(name, record_of(card, content))

    # What is being written is worth keeping; a mere choice is kept once it is checked.
    card.observe(keep, ["feedback", "hints", "revealed"])
    if card.kind == "open":
        card.observe(keep, "answer")


def restore(card: QuizWidget, record: Record) -> None:
    """Bring a card into the state of a record; the verdict is given anew, by today's key."""
    card.answer = record.answer
    card.hints = list(card.question.hints[: max(record.hints, 0)])
    card.revealed, card.score = record.revealed, record.score
    if record.checked:
        card.tries = max(record.tries - 1, 0)
        card.check()
    card.tries, card.first_right = record.tries, record.first_right


def record_of(card: QuizWidget, content: str) -> Record:
    """Return the record of a card as it stands."""
    answer: Any = card.answer
    return Record(
        content=content,
        answer=answer,
        tries=card.tries,
        score=card.score,
        hints=len(card.hints),
        checked=bool(card.feedback),
        revealed=card.revealed,
        first_right=card.first_right,
    )
