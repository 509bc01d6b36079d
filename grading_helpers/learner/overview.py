"""A student's progress at a glance: exercises, quizzes and questions known, by lesson."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from grading_helpers.learner.all_lessons import all_answers, storage_warning
from grading_helpers.learner.answer_book import AnswerBook
from grading_helpers.learner.exercises import (
    CAVEAT,
    NO_POINTS,
    MatchingPoints,
    matching_points,
)
from grading_helpers.learner.schedule import how_much_is_known, utc_now
from grading_helpers.questions.bank import questions_asked
from grading_helpers.questions.generated import practice_names

NO_GRADE = "Quizzes carry no points: only you see this."


@dataclass(frozen=True)
class LessonProgress:
    """The progress in one lesson.

    ``score`` is the sum of the best scores of the ``asked`` questions, each from 0 to 1.
    """

    lesson: str
    asked: int
    tried: int
    score: float
    known: int
    questions: int
    exercises: MatchingPoints = NO_POINTS

    @property
    def in_words(self) -> str:
        """The progress in a line."""
        exercises = f"{self.exercises.in_words} " if self.exercises.points else ""
        return (
            f"{self.lesson}: {exercises}{self.tried} of {self.asked} quizzes tried, "
            f"{self.score:g} right; {self.known} of {self.questions} questions known by practice."
        )


@dataclass(frozen=True)
class Overview:
    """The progress in all lessons, as text and as HTML with progress bars."""

    lessons: tuple[LessonProgress, ...]
    note: str = NO_GRADE

    @property
    def headline(self) -> str:
        """The points of all lessons in two sentences."""
        matching = sum(lesson.exercises.matching for lesson in self.lessons)
        points = sum(lesson.exercises.points for lesson in self.lessons)
        return f"{MatchingPoints(matching, points).in_words} {CAVEAT}"

    def __str__(self) -> str:
        """Return one line per lesson, below the count for the course."""
        lines = (lesson.in_words for lesson in self.lessons)
        return "\n".join([self.headline, *lines, self.note])

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self._html()}

    def _html(self) -> str:
        rows = "".join(_row(lesson) for lesson in self.lessons)
        return (
            f"<p><strong>{html.escape(self.headline)}</strong></p>"
            f'<ul style="padding: 0">{rows}</ul><p>{html.escape(self.note)}</p>'
        )


# As many columns as fit; in a narrow window, one below the other.
GRID = "display: grid; grid-template-columns: repeat(auto-fit, minmax(16em, 1fr)); gap: 0 1em"
LINE = "display: flex; align-items: center; gap: 0.5em"


def _row(one: LessonProgress) -> str:
    done = one.exercises
    meters = (
        _meter(done.matching, done.points, "points match") if done.points else "",
        _meter(one.tried, one.asked, "quizzes tried"),
        _meter(one.score, one.asked, "right"),
        _meter(one.known, one.questions, "known by practice"),
    )
    name = f"<strong>{html.escape(one.lesson)}</strong>"
    bars = f'<span style="{GRID}">{"".join(meters)}</span>'
    return f'<li style="list-style: none; margin-bottom: 0.75em">{name}{bars}</li>'


def _meter(count: float, total: float, name: str) -> str:
    bar = f'<progress max="{total or 1:g}" value="{count:g}" style="width: 4em"></progress>'
    return f'<label style="{LINE}">{bar} {count:g} of {total:g} {name}</label>'


def lesson_progress(
    lesson: str, asked: Iterable[str], questions: list[str], book: AnswerBook, now: datetime
) -> LessonProgress:
    """Return the progress in one lesson.

    Parameters
    ----------
    lesson : str
        Name of the lesson.
    asked : iterable of str
        The questions that its notebook asks.
    questions : list of str
        All that can be practised: the questions of its bank and its computations.
    book : AnswerBook
        The saved answers.
    now : datetime
        The current time, with a time zone.
    """
    names = list(asked)
    met = [book.records[name] for name in names if name in book.records]
    return LessonProgress(
        lesson,
        asked=len(names),
        tried=sum(record.tries > 0 or record.checked for record in met),
        score=round(sum(record.score for record in met), 2),
        known=how_much_is_known(questions, book.cards, now).known,
        questions=len(questions),
        exercises=matching_points(lesson, book),
    )


def overview() -> Overview:
    """Return the progress in all lessons, from the answers in their folders."""
    book, now = all_answers(), utc_now()
    lessons = tuple(
        lesson_progress(name, asked, practice_names(name), book, now)
        for name, asked in questions_asked().items()
    )
    warning = storage_warning()
    return Overview(lessons, f"{NO_GRADE} {warning} backup() does both." if warning else NO_GRADE)
