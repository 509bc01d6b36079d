"""A question inside the notebook: ``quiz`` finds it and shows the card of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import traitlets

from grading_helpers.answer_book import answer_book
from grading_helpers.live_card import module
from grading_helpers.memory import remember
from grading_helpers.question_kinds import (
    AssignQuestion,
    BlanksQuestion,
    ChoiceQuestion,
    Flashcard,
    NumberQuestion,
    OpenQuestion,
    Option,
    OrderQuestion,
    Question,
)
from grading_helpers.questions import content_of, load_question
from grading_helpers.quiz_card import QuizWidget
from grading_helpers.texts import BLANK

WRITE_FIRST = "Write your answer first, then compare it."


class ChoiceWidget(QuizWidget):
    """
    Choose one option, or all that apply.

    Examples
    --------
    >>> ChoiceWidget(
    ...     ChoiceQuestion(
    ...         id="top_box",
    ...         kind="truefalse",
    ...         prompt="A score of 7 is a promoter.",
    ...         options=(Option("true", "True"), Option("false", "False")),
    ...         correct=frozenset({"false"}),
    ...         reasons={"true": "Promoters give 9 or 10.", "false": "7 is passive."},
    ...         explanation="Promoters give 9 or 10.",
    ...     )
    ... )
    A score of 7 is a promoter.
      A) True
      B) False
    True or false? Run this cell to answer.
    """

    _esm = module("choice")

    def _content(self) -> dict[str, Any]:
        return {"options": _listed(self.question.options)}


class NumberWidget(QuizWidget):
    """Write a number."""

    _esm = module("number")

    def _content(self) -> dict[str, Any]:
        return {"unit": self.question.unit}


class BlanksWidget(QuizWidget):
    """Fill the gaps of a sentence."""

    _esm = module("blanks")

    def _content(self) -> dict[str, Any]:
        # Every second part is the name of a gap.
        return {"parts": BLANK.split(self.question.text)}


class MatchingWidget(QuizWidget):
    """Choose a partner for each row."""

    _esm = module("matching")

    def _content(self) -> dict[str, Any]:
        return {"rows": _listed(self.question.rows), "choices": _listed(self.question.choices)}


class CategorisingWidget(MatchingWidget):
    """Choose a category for each row."""

    _esm = module("categorising")


class OrderingWidget(QuizWidget):
    """Move steps into their order."""

    _esm = module("ordering")

    def _content(self) -> dict[str, Any]:
        return {"steps": _listed(self.question.steps)}


class FlashcardWidget(QuizWidget):
    """Answer in the head, then turn the card, as often as you like."""

    _esm = module("flashcard")

    def check(self) -> None:
        """Turn the card."""
        turned = {"summary": f"{self.question.back}\n{self.question.explanation}", "right": None}
        self.feedback = {} if self.feedback else turned


class OpenWidget(QuizWidget):
    """Write, then compare with what a good answer mentions."""

    _esm = module("open")

    def check(self) -> None:
        """Show what a good answer mentions, once there is something to compare it with."""
        if not self.answer.strip():
            self.feedback = {"summary": WRITE_FIRST, "right": None}
            return
        points = {"points": list(self.question.points), "explanation": self.question.explanation}
        self.feedback = {"summary": "A good answer mentions:", "right": None, **points}

    @traitlets.observe("answer")  # type: ignore[untyped-decorator]
    def _clear_feedback(self, _change: object) -> None:
        """Keep the comparison beside the text while it is improved."""


WIDGETS: dict[type[Question], type[QuizWidget]] = {
    ChoiceQuestion: ChoiceWidget,
    NumberQuestion: NumberWidget,
    BlanksQuestion: BlanksWidget,
    OrderQuestion: OrderingWidget,
    Flashcard: FlashcardWidget,
    OpenQuestion: OpenWidget,
}


def quiz(question_id: str) -> QuizWidget:
    """
    Ask a question of the course.

    Parameters
    ----------
    question_id : str
        The question's name, as it stands in the lesson.

    Returns
    -------
    QuizWidget
        Of the class that fits the kind of question, with what was answered before. The cell
        shows it when the call is its last line.

    Examples
    --------
    >>> quiz("no such question")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    grading_helpers.questions.UnknownQuestionError: No question is called 'no such question'. ...
    """
    shown = card(load_question(question_id))
    book = answer_book()
    remember(shown, content_of(question_id), book)
    if book.note:
        print(book.note)
        book.note = ""
    return shown


def card(question: Question, student: str | None = None) -> QuizWidget:
    """Make the widget that shows a question."""
    if isinstance(question, AssignQuestion):
        is_matching = question.kind == "matching"
        return (MatchingWidget if is_matching else CategorisingWidget)(question, student)
    return WIDGETS[type(question)](question, student)


def _listed(options: Sequence[Option]) -> list[dict[str, str]]:
    return [asdict(option) for option in options]
