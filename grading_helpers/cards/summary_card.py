"""``progress``: all lessons at a glance, or the summary of one, which updates as you answer."""

from __future__ import annotations

import os
from typing import overload

import traitlets

from grading_helpers.cards.backup_card import BackupCard
from grading_helpers.cards.live_card import module
from grading_helpers.learner.all_lessons import all_answers, storage_warning
from grading_helpers.learner.answer_book import answer_book
from grading_helpers.learner.lesson_summary import AskedQuestion, lesson_summary
from grading_helpers.learner.overview import Overview, overview
from grading_helpers.questions.bank import question_ids

NOT_HANDED_IN = "Quiz answers stay with the student: they carry no points and are not handed in."


class SummaryCard(BackupCard):
    """
    Show how a lesson went, with links to the exercises and quizzes worth another look.

    Parameters
    ----------
    lesson : str
        Name of the lesson.
    """

    _esm = module("backup", "summary")

    headline = traitlets.Unicode().tag(sync=True)
    work = traitlets.Unicode().tag(sync=True)
    advice = traitlets.Unicode().tag(sync=True)
    counts = traitlets.Dict().tag(sync=True)
    lists = traitlets.List().tag(sync=True)
    offers_backup = traitlets.Bool(False).tag(sync=True)

    def __init__(self, lesson: str) -> None:
        self.lesson = lesson
        super().__init__(offers_backup=bool(storage_warning()))
        self.refresh()
        answer_book().watch(f"progress {lesson}", self.refresh)

    def refresh(self) -> None:
        """Count again after a new answer or verdict."""
        self.summary = lesson_summary(self.lesson, all_answers())
        with self.hold_sync():
            self.headline, self.advice = self.summary.headline, self.summary.advice
            self.work, self.counts = self.summary.work, self.summary.counts
            exercises = [
                {"title": title, "questions": [_shown_exercise(*one) for one in names]}
                for title, names in self.summary.open_exercises()
            ]
            quizzes = [
                {"title": title, "questions": [_shown(one) for one in questions]}
                for title, questions in self.summary.lists()
            ]
            self.lists = quizzes + exercises

    def as_html(self) -> str:
        """Return the plain form as HTML: the same text, with links to the cells."""
        note = f"\n<p>{self.note}</p>" if self.offers_backup else ""
        return self.summary.as_html() + note

    def __repr__(self) -> str:
        """Return the summary as text, for a notebook read without a kernel."""
        return self.summary.as_text()


def _shown(one: AskedQuestion) -> dict[str, str]:
    words = "" if one.outcome == "unanswered" else one.in_words
    return {"id": one.id, "prompt": one.prompt, "cell": one.cell, "words": words}


def _shown_exercise(name: str, worth: str) -> dict[str, str]:
    return {"id": name, "prompt": f"`{name}`", "cell": name, "words": worth}


class NotHandedIn:
    """Replaces the summary when a notebook is graded."""

    def __repr__(self) -> str:
        """Explain in a sentence why there is no summary."""
        return NOT_HANDED_IN


@overload
def progress() -> Overview: ...
@overload
def progress(lesson: str) -> SummaryCard | NotHandedIn: ...
def progress(lesson: str = "") -> Overview | SummaryCard | NotHandedIn:
    """
    Show your progress in all lessons, or by exercise and question in one lesson.

    Parameters
    ----------
    lesson : str, optional
        Only this lesson, such as ``"03_rater"``.

    Returns
    -------
    Overview or SummaryCard
        The result, shown if the call is the last line of the cell. When a notebook is graded,
        a sentence replaces the summary.

    Raises
    ------
    ValueError
        If there is no such lesson; the message lists the lessons.
    """
    question_ids(lesson)
    if not lesson:
        return overview()
    return NotHandedIn() if os.environ.get("NBGRADER_EXECUTION") else SummaryCard(lesson)
