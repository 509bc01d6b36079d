"""The answers from all lessons, whose folders are side by side, and where they are stored."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from grading_helpers.learner.answer_book import FILE_NAME, AnswerBook, Restored, answer_book
from grading_helpers.questions.bank import bank_records, questions_asked

BINDER = (
    "Binder forgets your quiz answers when you leave: "
    "download them first, and restore them next time."
)
IN_BROWSER = (
    "This browser keeps your quiz answers. You lose them if you clear its data for this site or "
    "close a private window: download them first, and restore them next time."
)
EXPLAINED = "Your quiz answers from all lessons, in one small file."


def on_binder() -> bool:
    """Return whether the notebook runs on Binder, which does not keep files."""
    return "BINDER_SERVICE_HOST" in os.environ


def storage_warning() -> str:
    """Return how quiz answers can get lost in this environment, or nothing if files are kept."""
    if sys.platform == "emscripten":
        return IN_BROWSER
    return BINDER if on_binder() else ""


def storage_note() -> str:
    """Return a note on what happens to quiz answers in this environment."""
    return storage_warning() or EXPLAINED


def lesson_folders() -> list[Path]:
    """Return the folders of all lessons, which are next to the current one."""
    return [Path.cwd().parent / name for name in questions_asked()]


def all_answers() -> AnswerBook:
    """Return the answers from all lessons, in a book that is not saved."""
    return answer_book().with_those_of(lesson_folders())


def begun_lessons(book: AnswerBook) -> list[str]:
    """Return the lessons from which a book has an answer, a guess, a review or a verdict."""
    stored = {*book.records, *book.cards, *book.exercises}
    names = {
        str(record["lesson"]): (
            *record["questions"],
            *record.get("guesses", ()),
            *record.get("generated", ()),
            *record.get("points", ()),
        )
        for record in bank_records()
    }
    return [lesson for lesson, known in names.items() if not stored.isdisjoint(known)]


def bring_back(text: str) -> str:
    """Restore a downloaded file into the books of all lessons and return a message.

    A file without quiz answers changes nothing.
    """
    try:
        restored = answer_book().take_in(text)
    except ValueError as error:
        return str(error)
    for folder in lesson_folders():
        if folder.is_dir() and folder != Path.cwd():
            AnswerBook(folder / FILE_NAME).take_in(text)
    return restored_in_words(restored)


def restored_in_words(restored: Restored) -> str:
    """Return a sentence on what was restored, or on why nothing was.

    Examples
    --------
    >>> restored_in_words(Restored(answers=2, reviews=0, verdicts=1))
    '2 answers and 1 verdict of check restored. Run the quiz cells again to see them.'
    >>> restored_in_words(Restored(0, 0, 0))
    'Nothing restored: everything in the file was here already.'
    """
    counted = (
        (restored.answers, "answer", "answers"),
        (restored.reviews, "practice date", "practice dates"),
        (restored.verdicts, "verdict of check", "verdicts of check"),
    )
    parts = [f"{count} {one if count == 1 else more}" for count, one, more in counted if count]
    if not parts:
        return "Nothing restored: everything in the file was here already."
    *first, last = parts
    words = f"{', '.join(first)} and {last}" if first else last
    return f"{words} restored. Run the quiz cells again to see them."
