"""Practice by spaced repetition: the questions that are due, one card at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from html import escape
from uuid import uuid4

import anywidget
import ipywidgets
import traitlets

from grading_helpers.cards.explore_card import explore
from grading_helpers.cards.live_card import STATIC, display_both, module
from grading_helpers.cards.quiz_card import QuizWidget, this_student
from grading_helpers.learner.all_lessons import begun_lessons, lesson_folders
from grading_helpers.learner.answer_book import AnswerBook, answer_book
from grading_helpers.learner.schedule import (
    NEW_A_DAY,
    RATINGS,
    days_until,
    due,
    due_now,
    how_much_is_known,
    met_today,
    next_due,
    reviewed,
    utc_now,
)
from grading_helpers.questions import wording
from grading_helpers.questions.bank import load_question
from grading_helpers.questions.generated import drawn_question, is_generated, practice_names
from grading_helpers.questions.question import AnyQuestion

# A question due again within this time comes back in the same session.
SAME_SESSION = timedelta(minutes=20)
NOTHING_DUE = "Nothing more is due now."
NOTHING_YET = (
    "Nothing is due yet.\nWhat you practise at the end of a lesson comes back here when it is due."
)
MORE_NEW = (
    "You have met {met} new questions today. "
    "For more, write new={more} in the brackets of practice."
)
NOTHING_BEGUN = (
    "This cell asks questions from lessons that you have begun. "
    "Answer a quiz or check an exercise first."
)
MAY_STOP = "You may stop after any of them; the rest will wait."
RUN_TO_PRACTISE = "To practise, run this cell in Jupyter."


class RatingBar(anywidget.AnyWidget):  # type: ignore[misc]
    """Four rating buttons, the progress of the session, and how much is known."""

    _esm = module("rating")
    _css = (STATIC / "rating.css").read_text(encoding="utf-8")

    ratings = traitlets.List(list(RATINGS)).tag(sync=True)
    intervals = traitlets.List(["", "", "", ""]).tag(sync=True)
    ready = traitlets.Bool(False).tag(sync=True)
    missed = traitlets.Bool(False).tag(sync=True)
    finished = traitlets.Bool(False).tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    known = traitlets.Dict().tag(sync=True)
    plain_form = traitlets.Unicode().tag(sync=True)


class PracticeWidget(ipywidgets.VBox):  # type: ignore[misc]
    """
    Practise the questions that are due.

    Parameters
    ----------
    question_names : list of str
        The questions to choose from.
    book : AnswerBook
        Stores when each question is due again.
    clock : callable, optional
        Returns the current time, with a time zone.
    most_new : int, optional
        At most this many questions a day that were never practised.
    """

    def __init__(
        self,
        question_names: list[str],
        book: AnswerBook,
        clock: Callable[[], datetime] = utc_now,
        most_new: int = NEW_A_DAY,
    ) -> None:
        self.names, self.book, self.clock, self.most_new = question_names, book, clock, most_new
        self.queue = deque(due_now(question_names, book.cards, clock(), most_new))
        self.bar = RatingBar(plain_form=uuid4().hex)
        self.bar.on_msg(self._on_message)
        super().__init__()
        self.add_class("practice")
        self._show_next()

    def rate(self, rating: str) -> None:
        """Save the rating of the current question and show the next one."""
        if not (self.queue and self.bar.ready) or (self.bar.missed and rating == "easy"):
            return
        name = self.queue.popleft()
        after = reviewed(self.book.cards.get(name), rating, self.clock())
        self.book.remember_card(name, after)
        if due(after) - self.clock() < SAME_SESSION:
            self.queue.append(name)
        self._show_next()

    def _show_next(self) -> None:
        with self.bar.hold_sync():
            self.bar.ready = self.bar.missed = False
            self.bar.finished = not self.queue
            self.bar.status = self._status() + (" Check, then rate." if self.queue else "")
            known = how_much_is_known(self.names, self.book.cards, self.clock())
            self.bar.known = asdict(known)
        if not self.queue:
            self.children = [self.bar]
            return
        question = self._question(self.queue[0])
        shown = QuizWidget(question)
        shown.observe(self._let_rate, "feedback")
        model = [explore(question.model)] if question.model else []
        self.children = [*model, shown, self.bar]

    def _question(self, name: str) -> AnyQuestion:
        """Return a question; a computation has new numbers after each review."""
        if is_generated(name):
            return drawn_question(name, self.book.cards.get(name), this_student())
        return load_question(name)

    def _let_rate(self, change: Mapping[str, Mapping[str, object]]) -> None:
        """Enable the ratings once the card shows feedback; a missed question is not "easy"."""
        if not change["new"]:
            return
        self.bar.missed = self.bar.missed or change["new"]["right"] is False
        if self.bar.ready:
            return
        kept, now = self.book.cards.get(self.queue[0]), self.clock()
        with self.bar.hold_sync():
            self.bar.intervals = [span_in_words(due(reviewed(kept, r, now)) - now) for r in RATINGS]
            self.bar.ready = True

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        match content:
            case {"type": "rate", "rating": str(rating)} if rating in RATINGS:
                self.rate(rating)

    def _status(self) -> str:
        if self.queue:
            count, new = len(self.queue), sum(name not in self.book.cards for name in self.queue)
            kinds = [f"{count - new} due today"] * (count > new) + [f"{new} new"] * bool(new)
            questions = "question" if count == 1 else "questions"
            to_go = f"{count} {questions} to go: {', '.join(kinds)}."
            return f"{to_go} {MAY_STOP}" if count > NEW_A_DAY else to_go
        if self.most_new and not self.names:
            return NOTHING_BEGUN
        moment = next_due(self.names, self.book.cards)
        wait = f"The next is due {when_in_words(moment, self.clock())}." if moment else ""
        words = f"{NOTHING_DUE}\n{wait}" if wait else NOTHING_YET
        return "\n".join(filter(None, [words, self._enough_for_today(), self.book.note]))

    def _enough_for_today(self) -> str:
        """Say how to get more new questions on a day that has had its share."""
        now, cards = self.clock(), self.book.cards
        met = met_today(self.names, cards, now)
        if not 0 < self.most_new <= met or not how_much_is_known(self.names, cards, now).new:
            return ""
        return MORE_NEW.format(met=met, more=met + NEW_A_DAY)

    def as_html(self) -> str:
        """Return the plain form as HTML: the questions that are due, without their answers."""
        asked = (wording.as_html(self._question(name), this_student()) for name in self.queue)
        said = (f"<p>{escape(line)}</p>" for line in self._status().split("\n"))
        closing = f"<p><em>{RUN_TO_PRACTISE}</em></p>"
        return "\n".join(["<p><strong>Practice</strong></p>", *said, *asked, closing])

    def __repr__(self) -> str:
        """Return the same as text, for a notebook read without a kernel."""
        asked = (wording.as_text(self._question(name), this_student()) for name in self.queue)
        return "\n\n".join([f"Practice\n{self._status()}", *asked, RUN_TO_PRACTISE])

    def _ipython_display_(self) -> None:
        """Display the plain form, then the live widget that replaces it."""
        data = self._repr_mimebundle_()
        display_both(
            self.bar.plain_form, data | {"text/plain": repr(self), "text/html": self.as_html()}
        )


def when_in_words(moment: datetime, now: datetime) -> str:
    """Return when something is due: in minutes or hours today, and otherwise by the day."""
    days = days_until(moment, now)
    if days < 1:
        return f"in {span_in_words(moment - now)}"
    return "tomorrow" if days == 1 else f"in {days} days"


def span_in_words(interval: timedelta) -> str:
    """Return a time span in words, rounded.

    Examples
    --------
    >>> [span_in_words(timedelta(minutes=m)) for m in (-5, 1, 90, 60 * 50)]
    ['a moment', '1 minute', '2 hours', '2 days']
    """
    minutes = interval.total_seconds() / 60
    for size, unit in ((60 * 24, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = round(minutes / size)
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return "a moment"


def practice(lesson: str = "", new: int = NEW_A_DAY) -> PracticeWidget:
    """
    Practise the questions that are due today, by spaced repetition.

    Parameters
    ----------
    lesson : str, optional
        Only the questions of this lesson, such as ``"03_rater"``. By default, those of all lessons
        that you have begun.
    new : int, optional
        At most this many questions a day that you have never practised before; 0 for only what is
        due.

    Returns
    -------
    PracticeWidget
        The widget, shown if the call is the last line of the cell.

    Raises
    ------
    ValueError
        If there is no such lesson; the message lists the lessons.
    """
    book = answer_book()
    everything = book.with_those_of(lesson_folders())
    book.cards = everything.cards
    lessons = [lesson] if lesson else begun_lessons(everything)
    names = [name for each in lessons for name in practice_names(each)]
    return PracticeWidget(names, book, most_new=new)
