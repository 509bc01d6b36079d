"""How far a student has come, at a glance: quizzes answered and questions known, by lesson."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, overload

from grading_helpers.answer_book import AnswerBook
from grading_helpers.backup_card import BINDER, all_answers, on_binder
from grading_helpers.questions import question_ids, questions_asked
from grading_helpers.schedule import how_much_is_known, utc_now
from grading_helpers.summary_card import NotHandedIn, SummaryCard, summary_of

NO_GRADE = "Quizzes carry no points: this is for you alone."


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
        rows = "".join(_row(lesson) for lesson in self.lessons)
        return f'<ul style="padding: 0">{rows}</ul><p>{html.escape(self.note)}</p>'


# As many columns as find room: one below the other in a narrow window.
GRID = "display: grid; grid-template-columns: repeat(auto-fit, minmax(16em, 1fr)); gap: 0 1em"
LINE = "display: flex; align-items: center; gap: 0.5em"


def _row(one: LessonProgress) -> str:
    meters = (
        _meter(one.tried, one.asked, "quizzes tried"),
        _meter(one.score, one.asked, "right"),
        _meter(one.known, one.questions, "known by practice"),
    )
    name = f"<strong>{html.escape(one.lesson)}</strong>"
    bars = f'<span style="{GRID}">{"".join(meters)}</span>'
    return f'<li style="list-style: none; margin-bottom: 0.75em">{name}{bars}</li>'


def _meter(count: float, total: int, name: str) -> str:
    bar = f'<progress max="{total or 1}" value="{count:g}" style="width: 4em"></progress>'
    return f'<label style="{LINE}">{bar} {count:g} of {total} {name}</label>'


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
        tried=sum(record.tries > 0 or record.checked for record in met),
        score=round(sum(record.score for record in met), 2),
        known=known.known,
        practised=known.known + known.learning,
        questions=len(questions),
    )


@overload
def progress() -> Overview: ...
@overload
def progress(lesson: str) -> SummaryCard | NotHandedIn: ...
def progress(lesson: str = "") -> Overview | SummaryCard | NotHandedIn:
    """
    Show how far you have come, in all lessons or question by question in one.

    Parameters
    ----------
    lesson : str, optional
        Only this lesson, such as ``"03_rater"``.

    Returns
    -------
    Overview or SummaryCard
        The cell shows it when the call is its last line. A notebook that is graded gets a
        sentence instead of a summary.

    Raises
    ------
    ValueError
        If there is no such lesson; the message lists those there are.
    """
    question_ids(lesson)
    if lesson:
        return summary_of(lesson)
    book, now = all_answers(), utc_now()
    lessons = tuple(
        lesson_progress(name, asked, question_ids(name), book, now)
        for name, asked in questions_asked().items()
    )
    return Overview(
        lessons, f"{NO_GRADE} {BINDER} backup() does both." if on_binder() else NO_GRADE
    )
