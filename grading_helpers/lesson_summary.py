"""How the quizzes of one lesson went: what was right at once, and what to look at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from grading_helpers.answer_records import Record
from grading_helpers.wording import in_html

Outcome = Literal["at_once", "later", "not_yet", "shown", "unanswered"]

AGAIN = ("not_yet", "shown", "later")
# A flashcard and a written thought are right or wrong to nobody but the student.
UNMARKED = ("flashcard", "open")


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
        """How it went, after a colon."""
        tries = f"{self.tries} {'try' if self.tries == 1 else 'tries'}"
        return {
            "at_once": "right at the first try",
            "later": f"right in the end, {tries}",
            "not_yet": f"not right yet, {tries}",
            "shown": "you looked at the answer",
            "unanswered": "not answered yet",
        }[self.outcome]


def outcome_of(record: Record | None) -> Outcome:
    """Say how a question went, by what is remembered of it.

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
    """The questions of a lesson, in its order.

    Parameters
    ----------
    lesson : str
    questions : tuple of AskedQuestion
        Those that can be right or wrong.
    """

    lesson: str
    questions: tuple[AskedQuestion, ...]

    def count(self, *outcomes: Outcome) -> int:
        """Return how many questions went like this."""
        return sum(one.outcome in outcomes for one in self.questions)

    @property
    def counts(self) -> dict[str, int]:
        """How many questions went how, in words; they add up to all."""
        return {
            "right at the first try": self.count("at_once"),
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
            return f"None of the {total} quizzes of this lesson is answered yet."
        if at_once == total:
            return f"All {total} quizzes right at the first try."
        right = at_once + self.count("later")
        return f"{answered} of {total} quizzes answered: {right} right, {at_once} at the first try."

    @property
    def again(self) -> list[AskedQuestion]:
        """The questions to look at again, the least known first."""
        wanted = [one for one in self.questions if one.outcome in AGAIN]
        return sorted(wanted, key=lambda one: AGAIN.index(one.outcome))

    @property
    def unanswered(self) -> list[AskedQuestion]:
        """The questions that wait for a first answer."""
        return [one for one in self.questions if one.outcome == "unanswered"]

    @property
    def advice(self) -> str:
        """What to do next."""
        return (
            f'`practice("{self.lesson}")` brings back each question when it is due; in a cell of '
            "your own, first write `from grading_helpers import practice`."
        )

    def as_text(self) -> str:
        """Write the summary in lines of text."""
        lines = [self.headline]
        for title, questions in self.lists():
            lines += [title, *(f"  {one.prompt} ({one.in_words})" for one in questions)]
        return "\n".join([*lines, self.advice.replace("`", "")])

    def as_html(self) -> str:
        """Write the summary in plain HTML; each question is a link to its cell."""
        blocks = [f"<p><strong>{self.headline}</strong></p>"]
        for title, questions in self.lists():
            blocks += [f"<p>{title}</p>", f"<ul>{''.join(map(_item, questions))}</ul>"]
        return "\n".join([*blocks, f"<p>{in_html(self.advice)}</p>"])

    def lists(self) -> Iterable[tuple[str, list[AskedQuestion]]]:
        """Give the questions that want something, under their titles."""
        titled = {"Look at again:": self.again, "Not answered yet:": self.unanswered}
        return [(title, questions) for title, questions in titled.items() if questions]


def _item(one: AskedQuestion) -> str:
    words = "" if one.outcome == "unanswered" else f" ({one.in_words})"
    target = escape(f"#cell-id={one.cell}", quote=True)
    return f'<li><a href="{target}">{in_html(one.prompt)}</a>{words}</li>'
