"""The summary at the end of a lesson: it follows the answers while the notebook is open."""

from __future__ import annotations

import os
from typing import Any

import traitlets

from grading_helpers.answer_book import AnswerBook, answer_book
from grading_helpers.backup_card import BackupCard, all_answers, on_binder
from grading_helpers.lesson_summary import (
    UNMARKED,
    AskedQuestion,
    LessonSummary,
    outcome_of,
)
from grading_helpers.live_card import module
from grading_helpers.questions import content_of, load_question, questions_asked

NOT_HANDED_IN = "Quiz answers stay with the student: they carry no points and are not handed in."


def lesson_summary(lesson: str, book: AnswerBook) -> LessonSummary:
    """Return how the quizzes of a lesson went.

    Parameters
    ----------
    lesson : str
        Its name.
    book : AnswerBook
        What is remembered. An answer to another wording of a question does not count.
    """
    questions = []
    for name, cell in questions_asked()[lesson].items():
        question, record = load_question(name), book.recall(name, content_of(name))
        if question.kind not in UNMARKED:
            tries = record.tries if record else 0
            outcome = outcome_of(record)
            questions.append(AskedQuestion(name, question.prompt, cell, outcome, tries))
    return LessonSummary(lesson, tuple(questions))


class SummaryCard(BackupCard):
    """
    Show how the quizzes of a lesson went, with a link to each that wants another look.

    Parameters
    ----------
    lesson : str
        Its name.
    """

    _esm = module("backup", "summary")

    headline = traitlets.Unicode().tag(sync=True)
    advice = traitlets.Unicode().tag(sync=True)
    counts = traitlets.Dict().tag(sync=True)
    lists = traitlets.List().tag(sync=True)
    offers_backup = traitlets.Bool(False).tag(sync=True)

    def __init__(self, lesson: str) -> None:
        self.lesson = lesson
        super().__init__(offers_backup=on_binder())
        self.refresh()
        answer_book().watchers.append(self.refresh)

    def refresh(self) -> None:
        """Count again, after an answer has come."""
        self.summary = lesson_summary(self.lesson, all_answers())
        with self.hold_sync():
            self.headline, self.advice = self.summary.headline, self.summary.advice
            self.counts = self.summary.counts
            self.lists = [
                {"title": title, "questions": [_shown(one) for one in questions]}
                for title, questions in self.summary.lists()
            ]

    def as_html(self) -> str:
        """Return the plain form: the same words, and links to the cells."""
        note = f"\n<p>{self.note}</p>" if self.offers_backup else ""
        return self.summary.as_html() + note

    def __repr__(self) -> str:
        """Print the summary, for a notebook that is read without a kernel."""
        return self.summary.as_text()


def _shown(one: AskedQuestion) -> dict[str, Any]:
    words = "" if one.outcome == "unanswered" else one.in_words
    return {"id": one.id, "prompt": one.prompt, "cell": one.cell, "words": words}


class NotHandedIn:
    """What stands in place of a summary in a notebook that is graded."""

    def __repr__(self) -> str:
        """Say it in a sentence."""
        return NOT_HANDED_IN


def summary_of(lesson: str) -> SummaryCard | NotHandedIn:
    """Return the summary of a lesson; a grader has no answers to sum up."""
    return NotHandedIn() if os.environ.get("NBGRADER_EXECUTION") else SummaryCard(lesson)
