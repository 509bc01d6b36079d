"""How a lesson went: which exercises match, which quizzes were right, what to look at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from grading_helpers.learner.answer_book import AnswerBook, Record
from grading_helpers.learner.exercises import (
    CAVEAT,
    NO_POINTS,
    MatchingPoints,
    matching_points,
)
from grading_helpers.questions.bank import content_digest, load_question, questions_asked
from grading_helpers.questions.wording import in_html, without_marks

Outcome = Literal["at_once", "later", "not_yet", "shown", "unanswered"]

AGAIN = ("not_yet", "shown", "later")


@dataclass(frozen=True)
class AskedQuestion:
    """A question of a lesson, the id of its cell, and how it went."""

    id: str
    prompt: str
    cell: str
    outcome: Outcome
    tries: int = 0

    @property
    def in_words(self) -> str:
        """The outcome as a phrase."""
        tries = f"{self.tries} {'try' if self.tries == 1 else 'tries'}"
        return {
            "at_once": "right on the first try",
            "later": f"right in the end, {tries}",
            "not_yet": f"not right yet, {tries}",
            "shown": "you looked at the answer",
            "unanswered": "not answered yet",
        }[self.outcome]


def outcome_of(record: Record | None) -> Outcome:
    """Return the outcome of a question from its saved record.

    Examples
    --------
    >>> outcome_of(None), outcome_of(Record("", tries=2, score=0.5))
    ('unanswered', 'not_yet')
    >>> outcome_of(Record("", tries=3, score=1.0, first_right=True))
    'at_once'
    """
    if record is None or not record.tries:
        return "unanswered"
    if record.score == 1:
        return "at_once" if record.first_right else "later"
    return "shown" if record.revealed else "not_yet"


@dataclass(frozen=True)
class LessonSummary:
    """The outcomes of a lesson's questions, in the order of the lesson.

    Parameters
    ----------
    lesson : str
    questions : tuple of AskedQuestion
        The questions that can be right or wrong.
    exercises : MatchingPoints, optional
        The points of its exercises that match so far.
    """

    lesson: str
    questions: tuple[AskedQuestion, ...]
    exercises: MatchingPoints = NO_POINTS

    def count(self, *outcomes: Outcome) -> int:
        """Return how many questions had one of these outcomes."""
        return sum(one.outcome in outcomes for one in self.questions)

    @property
    def counts(self) -> dict[str, int]:
        """The number of questions by outcome; together they cover all questions."""
        return {
            "right on the first try": self.count("at_once"),
            "right in the end": self.count("later"),
            "not right yet": self.count("not_yet", "shown"),
            "not answered": self.count("unanswered"),
        }

    @property
    def headline(self) -> str:
        """The score in a sentence."""
        total, at_once = len(self.questions), self.count("at_once")
        answered = total - self.count("unanswered")
        if not answered:
            return f"None of the {total} quizzes in this lesson has been answered yet."
        if at_once == total:
            return f"All {total} quizzes right on the first try."
        right = at_once + self.count("later")
        return f"{answered} of {total} quizzes answered: {right} right, {at_once} on the first try."

    @property
    def work(self) -> str:
        """Two sentences on how many points match so far; empty if no exercise is graded."""
        return f"{self.exercises.in_words} {CAVEAT}" if self.exercises.points else ""

    @property
    def again(self) -> list[AskedQuestion]:
        """The questions to look at again, the least well known first."""
        wanted = [one for one in self.questions if one.outcome in AGAIN]
        return sorted(wanted, key=lambda one: AGAIN.index(one.outcome))

    @property
    def unanswered(self) -> list[AskedQuestion]:
        """The questions without an answer so far."""
        return [one for one in self.questions if one.outcome == "unanswered"]

    @property
    def advice(self) -> str:
        """What to do next."""
        return "The practice cell above brings back each question when it is due."

    def as_text(self) -> str:
        """Return the summary as plain text."""
        lines = [self.headline, *filter(None, [self.work])]
        for title, questions in self.lists():
            lines += [title, *(f"  {one.prompt} ({one.in_words})" for one in questions)]
        for title, exercises in self.open_exercises():
            lines += [title, *(f"  {name} ({worth})" for name, worth in exercises)]
        return "\n".join([*lines, without_marks(self.advice)])

    def as_html(self) -> str:
        """Return the summary as plain HTML; each question links to its cell."""
        blocks = [f"<p><strong>{self.headline}</strong></p>"]
        if self.work:
            blocks.append(f"<p>{self.work}</p>")
        for title, questions in self.lists():
            blocks += [f"<p>{title}</p>", f"<ul>{''.join(map(_item, questions))}</ul>"]
        for title, exercises in self.open_exercises():
            items = (f"<li>{_link(name, f'`{name}`')} ({worth})</li>" for name, worth in exercises)
            blocks += [f"<p>{title}</p>", f"<ul>{''.join(items)}</ul>"]
        return "\n".join([*blocks, f"<p>{in_html(self.advice)}</p>"])

    def open_exercises(self) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        """Return the exercises that do not match yet, each with its points, under their heading."""
        names = self.exercises.not_yet.items()
        worth = [(name, f"{p:g} {'point' if p == 1 else 'points'}") for name, p in names]
        return [("Exercises that do not match yet:", worth)] if worth else []

    def lists(self) -> Iterable[tuple[str, list[AskedQuestion]]]:
        """Return the questions that still need work, under their headings."""
        titled = {"Look at again:": self.again, "Not answered yet:": self.unanswered}
        return [(title, questions) for title, questions in titled.items() if questions]


def lesson_summary(lesson: str, book: AnswerBook) -> LessonSummary:
    """Return how a lesson went.

    Parameters
    ----------
    lesson : str
        Name of the lesson.
    book : AnswerBook
        The saved answers and verdicts. An answer to an older wording of a question does not
        count.
    """
    questions = []
    for name, cell in questions_asked()[lesson].items():
        question = load_question(name)
        record = book.recall(name, content_digest(question))
        if question.is_marked:
            tries = record.tries if record else 0
            outcome = outcome_of(record)
            questions.append(AskedQuestion(name, question.prompt, cell, outcome, tries))
    return LessonSummary(lesson, tuple(questions), matching_points(lesson, book))


def _item(one: AskedQuestion) -> str:
    words = "" if one.outcome == "unanswered" else f" ({one.in_words})"
    return f"<li>{_link(one.cell, one.prompt)}{words}</li>"


def _link(cell: str, text: str) -> str:
    target = escape(f"#cell-id={cell}", quote=True)
    return f'<a href="{target}">{in_html(text)}</a>'
