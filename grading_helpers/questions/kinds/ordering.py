"""Put steps in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated, ClassVar, Literal

from grading_helpers.questions.layout import Labelled, Solution, Solved
from grading_helpers.questions.marking import Marked, PartFeedback, marked
from grading_helpers.questions.question import (
    Id,
    Limit,
    Part,
    Problem,
    Question,
    Text,
    opaque_id,
    repeated,
    shuffled,
)

# Said about a step that is out of place only because of others.
PUSHED = {
    "later": "A step below it belongs above it.",
    "earlier": "A step above it comes too early.",
}


@dataclass(frozen=True, repr=False)
class Step:
    """One step, and why it comes where it does.

    ``if_too_early`` says why it cannot come before the step that it follows; the first step needs
    none. Every wrong order contains such a pair of neighbours, so these reasons cover all orders.
    """

    id: Id
    text: Text
    because: Text
    if_too_early: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class OrderingQuestion(Question[list[str]]):
    """Put steps in order; the bank lists them correctly. An answer is a list of step ids.

    Examples
    --------
    >>> question = OrderingQuestion(
    ...     id="abc", kind="ordering", concept="some.order", prompt="?", explanation="",
    ...     steps=tuple(Step(each, each, "") for each in "abc"),
    ... )
    >>> question.parts("ann") == question.parts("ann")
    True
    """

    kind: Literal["ordering"]
    steps: Annotated[tuple[Step, ...], Limit(min_length=3)]

    es_module: ClassVar[str] = "ordering"
    when_blank: ClassVar[str] = "Move a step first, then check the order."

    @property
    def in_order(self) -> dict[str, Step]:
        """The steps in the right order, keyed by ids that do not give it away."""
        return {opaque_id(self.id, "step", step.id): step for step in self.steps}

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the steps in the right order."""
        return tuple(self.in_order)

    @property
    def reasons(self) -> dict[str, str]:
        """The reason why each step comes where it does."""
        return {each: step.because for each, step in self.in_order.items()}

    def problems(self) -> Iterator[Problem]:
        yield from repeated("steps", self.steps, "text")
        first, *others = self.steps
        if first.if_too_early:
            yield f"the first step {first.id!r} cannot come too early", "drop its 'if_too_early'"
        for step in others:
            if not step.if_too_early:
                what = f"nothing says why {step.id!r} cannot come before the step that it follows"
                yield what, "give it an 'if_too_early'"

    @property
    def instruction(self) -> str:
        return "Move the steps into order. Each pair of steps in the right order counts."

    @property
    def instruction_on_paper(self) -> str:
        return "Number the steps in their order."

    def parts(self, student: str | None = None) -> dict[str, tuple[Part, ...]]:
        """Return the steps in an order that is never the right one."""
        steps = [Part(each, self.in_order[each].text) for each in sorted(self.order)]
        mixed = tuple(steps) if student is None else shuffled(steps, self.id, student)
        is_right = tuple(step.id for step in mixed) == self.order
        return {"steps": (*mixed[1:], mixed[0]) if is_right else mixed}

    def layout(self, student: str | None = None) -> tuple[Labelled, ...]:
        texts = tuple(step.text for step in self.parts(student)["steps"])
        return (Labelled(texts, "Step", "Place"),)

    def to_answer(self, sent: object) -> list[str]:
        steps = sent if isinstance(sent, list) and all(isinstance(s, str) for s in sent) else []
        return list(steps) if sorted(steps) == sorted(self.order) else []

    def mark(self, answer: list[str]) -> Marked:
        """Score the share of all pairs of steps that are in the right order."""
        if not answer:
            return self.blank()
        if sorted(answer) != sorted(self.order):
            raise ValueError(
                f"Question {self.id!r} must be given each of {list(self.order)} exactly once."
            )
        right_place = {step: place for place, step in enumerate(self.order)}
        pairs = list(combinations([right_place[step] for step in answer], 2))
        right = sum(earlier < later for earlier, later in pairs)
        notes = [self._feedback(place, answer) for place in range(len(answer))]
        more = [f"{right} of {len(pairs)} pairs of steps are in the right order."]
        return marked(right / len(pairs), self.explanation, notes, more)

    def _feedback(self, place: int, answer: list[str]) -> PartFeedback:
        step = answer[place]
        right = self.order.index(step)
        if right == place:
            return PartFeedback(step, "right", "In the right place.", self.reasons[step])
        direction = "later" if right > place else "earlier"
        if right > place and self.order[right - 1] in answer[place:]:
            reason = self.in_order[step].if_too_early
        else:
            reason = PUSHED[direction]
        return PartFeedback(step, "wrong", f"Belongs {direction}.", reason)

    def right_answer(self) -> list[str]:
        return list(self.order)

    def solution(self) -> Solution:
        return Solution(tuple(map(_solved, self.steps)), "numbers")


def _solved(step: Step) -> Solved:
    mistakes = (("too early", step.if_too_early),) if step.if_too_early else ()
    return Solved(step.text, step.because, mistakes=mistakes)
