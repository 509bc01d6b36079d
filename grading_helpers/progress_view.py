"""How far a student has come, at a glance: quizzes answered and questions known, by lesson."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from IPython.display import display
from ipywidgets import FileUpload

from grading_helpers.answer_book import AnswerBook, answer_book
from grading_helpers.questions import question_ids, questions_asked
from grading_helpers.schedule import how_much_is_known, utc_now

NO_GRADE = "Quizzes carry no points: this is for you alone."
BINDER = (
    "Binder forgets: download progress.json from the file browser before you leave. "
    "Next time, take_in() brings it back."
)


@dataclass(frozen=True)
class LessonProgress:
    """What has been done in one lesson.

    ``score`` is the sum of the best scores, each 0 to 1, of the ``asked`` questions.
    """

    lesson: str
    asked: int
    tried: int
    score: float
    known: int
    practised: int
    questions: int

    @property
    def in_words(self) -> str:
        """The row as a sentence."""
        return (
            f"{self.lesson}: {self.tried} of {self.asked} quizzes tried, {self.score:g} right; "
            f"{self.known} of {self.questions} questions known by practice."
        )


@dataclass(frozen=True)
class Overview:
    """The progress in one lesson or in all, as text and as a table."""

    lessons: tuple[LessonProgress, ...]
    note: str = NO_GRADE

    def __str__(self) -> str:
        """Return one line per lesson."""
        return "\n".join([*(lesson.in_words for lesson in self.lessons), self.note])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self._html()}

    def _html(self) -> str:
        heads = ("lesson", "quizzes tried", "right", "known by practice")
        head = "".join(f'<th scope="col" style="text-align: left">{name}</th>' for name in heads)
        rows = "".join(_row(lesson) for lesson in self.lessons)
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return f"{table}<p>{html.escape(self.note)}</p>"


def _row(one: LessonProgress) -> str:
    cells = (
        _meter(one.tried, one.asked, f"quizzes tried in {one.lesson}"),
        _meter(one.score, one.asked, f"quizzes right in {one.lesson}"),
        _meter(one.known, one.questions, f"questions known in {one.lesson}"),
    )
    name = f'<th scope="row" style="text-align: left">{html.escape(one.lesson)}</th>'
    return f"<tr>{name}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _meter(count: float, total: int, name: str) -> str:
    label = html.escape(name, quote=True)
    bar = f'<progress max="{total or 1}" value="{count:g}" aria-label="{label}"></progress>'
    return f"{bar} {count:g} of {total}"


def lesson_progress(
    lesson: str, asked: Iterable[str], questions: list[str], book: AnswerBook, now: datetime
) -> LessonProgress:
    """Return the progress in one lesson.

    Parameters
    ----------
    lesson : str
        Its name.
    asked : iterable of str
        The questions that its notebook asks.
    questions : list of str
        All questions of its bank.
    book : AnswerBook
        What is remembered.
    now : datetime
        With its time zone.
    """
    names = list(asked)
    met = [book.records[name] for name in names if name in book.records]
    known = how_much_is_known(questions, book.cards, now)
    return LessonProgress(
        lesson,
        asked=len(names),
        tried=sum(record.tries > 0 for record in met),
        score=round(sum(record.score for record in met), 2),
        known=known.known,
        practised=known.known + known.learning,
        questions=len(questions),
    )


def progress(lesson: str = "") -> Overview:
    """
    Show how far you have come, in one lesson or in all.

    Parameters
    ----------
    lesson : str, optional
        Only this lesson, such as ``"03_rater"``.

    Returns
    -------
    Overview
        The cell shows it when the call is its last line.

    Raises
    ------
    ValueError
        If there is no such lesson; the message lists those there are.
    """
    question_ids(lesson)
    folders = [Path.cwd().parent / name for name in questions_asked()]
    book, now = answer_book().with_those_of(folders), utc_now()
    lessons = tuple(
        lesson_progress(name, asked, question_ids(name), book, now)
        for name, asked in questions_asked().items()
        if lesson in ("", name)
    )
    return Overview(lessons, f"{NO_GRADE} {BINDER}" if on_binder() else NO_GRADE)


def on_binder() -> bool:
    """Say whether the notebook runs on Binder, which keeps no files."""
    return "BINDER_SERVICE_HOST" in os.environ


def take_in() -> FileUpload:
    """
    Bring back a file of progress that was downloaded before, as on Binder.

    Returns
    -------
    FileUpload
        A button that takes ``progress.json``; the better of two answers wins.
    """
    upload = FileUpload(accept=".json", multiple=False, description="progress.json")

    def read(change: dict[str, Any]) -> None:
        for file in change["new"]:
            count = answer_book().take_in(bytes(file["content"]).decode("utf-8", "replace"))
            display(f"{count} answers taken in. Run the quiz cells again to see them.")

    upload.observe(read, "value")
    return upload
