"""Write an answer, then compare it with what a good one mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from grading_helpers.questions.layout import Room, Solution, Solved
from grading_helpers.questions.question import Comparison, Limit, Question, Text

LONGEST = 10_000
WRITE_FIRST = "Write your answer first, then compare it."
MENTIONS = "A good answer mentions:"


@dataclass(frozen=True, kw_only=True, repr=False)
class OpenQuestion(Question[str]):
    """Write an answer, then compare it with what a good one mentions. Nobody marks it."""

    kind: Literal["open"]
    points: Annotated[tuple[Text, ...], Limit(min_length=2, max_length=4)]

    es_module: ClassVar[str] = "open"
    is_marked: ClassVar[bool] = False

    @property
    def instruction(self) -> str:
        return "Write your answer, then compare it. It is not marked."

    def layout(self, student: str | None = None) -> tuple[Room, ...]:
        return (Room(),)

    def to_answer(self, sent: object) -> str:
        return sent[:LONGEST] if isinstance(sent, str) else ""

    def compare(self, answer: str) -> Comparison:
        if not answer.strip():
            return Comparison(WRITE_FIRST)
        return Comparison(MENTIONS, self.points, self.explanation)

    def solution(self) -> Solution:
        return Solution(tuple(map(Solved, self.points)), intro=MENTIONS)
