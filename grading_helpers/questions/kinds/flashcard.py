"""Recall what is on the back of a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from grading_helpers.questions.layout import Solution, Solved
from grading_helpers.questions.question import Comparison, Question, Text


@dataclass(frozen=True, kw_only=True, repr=False)
class Flashcard(Question[str]):
    """Recall what is on the back. The student writes nothing, so there is no answer to save."""

    kind: Literal["flashcard"]
    back: Text

    es_module: ClassVar[str] = "flashcard"
    is_marked: ClassVar[bool] = False
    is_remembered: ClassVar[bool] = False

    @property
    def instruction(self) -> str:
        return "Answer in your head, then turn the card."

    @property
    def instruction_on_paper(self) -> str:
        return "Recall the answer."

    def to_answer(self, sent: object) -> str:
        return ""

    def compare(self, answer: str) -> Comparison:
        return Comparison(f"{self.back}\n{self.explanation}")

    def solution(self) -> Solution:
        return Solution((Solved(self.back),))
