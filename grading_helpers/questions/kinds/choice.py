"""Choose one option, or all that apply; true or false."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from grading_helpers.questions.layout import Lettered, Solution, Solved
from grading_helpers.questions.marking import Marked, feedback_on, marked
from grading_helpers.questions.question import (
    Id,
    Limit,
    Part,
    Problem,
    Question,
    Text,
    giveaways,
    repeated,
    shuffled,
)

READ_THE_REASON = "Read the note under your answer, then choose again."
STILL_MISSING = "At least one right answer is still missing."

_TASKS = {
    "single": "Choose one.",
    "several": "Choose all that apply.",
    "truefalse": "True or false?",
}


@dataclass(frozen=True, repr=False)
class Option:
    """One option: its text, whether it is right, and why."""

    id: Id
    text: Text
    because: Text
    correct: bool = False


@dataclass(frozen=True, kw_only=True, repr=False)
class ChoiceQuestion(Question[list[str]]):
    """Choose one option, or all that apply. An answer is a list of option ids.

    Examples
    --------
    >>> question = ChoiceQuestion(
    ...     id="gap_sign",
    ...     kind="single",
    ...     concept="servqual.gap_score",
    ...     prompt="Perception minus expectation is -1. What is it?",
    ...     options=(
    ...         Option("shortfall", "A shortfall", "They got less than expected.", correct=True),
    ...         Option("surplus", "A surplus", "The sign is minus."),
    ...     ),
    ...     explanation="Below zero, customers got less than they expected.",
    ... )
    >>> question.mark(["surplus"]).notes[0].reason
    'The sign is minus.'
    >>> print(question.mark(["shortfall"]).summary)
    Right.
    Below zero, customers got less than they expected.
    """

    kind: Literal["single", "several", "truefalse"]
    options: Annotated[tuple[Option, ...], Limit(min_length=2)]

    es_module: ClassVar[str] = "choice"
    when_blank: ClassVar[str] = "Choose an answer first, then check it."

    @property
    def correct(self) -> frozenset[str]:
        """The ids of the right options."""
        return frozenset(option.id for option in self.options if option.correct)

    @property
    def reasons(self) -> dict[str, str]:
        """The reason that belongs to each option."""
        return {option.id: option.because for option in self.options}

    def problems(self) -> Iterator[Problem]:
        right = sum(option.correct for option in self.options)
        if self.kind != "several" and right != 1:
            yield f"{right} options are correct", "mark exactly one with 'correct: true'"
        if self.kind == "several" and not 1 <= right < len(self.options):
            yield f"{right} of its options are correct", "mark some of them, but not all"
        if self.kind == "truefalse" and [o.id for o in self.options] != ["true", "false"]:
            yield "its options are not true and false", "use the ids true and false, in that order"
        yield from repeated("options", self.options, "text")
        yield from giveaways("option", {option.id: option.text for option in self.options})

    @property
    def instruction(self) -> str:
        scored = " You score only if you tick exactly the right ones."
        return _TASKS[self.kind] + (scored if self.kind == "several" else "")

    @property
    def instruction_on_paper(self) -> str:
        return _TASKS[self.kind]

    def parts(self, student: str | None = None) -> dict[str, tuple[Part, ...]]:
        options = tuple(Part(option.id, option.text) for option in self.options)
        if student is None or self.kind == "truefalse":
            return {"options": options}
        return {"options": shuffled(options, self.id, student)}

    def layout(self, student: str | None = None) -> tuple[Lettered, ...]:
        return (Lettered(tuple(part.text for part in self.parts(student)["options"])),)

    def to_answer(self, sent: object) -> list[str]:
        # In the order in which the page sent them, since it compares them with what is returned.
        ids = [each for each in sent if isinstance(each, str)] if isinstance(sent, list) else []
        chosen = [each for each in dict.fromkeys(ids) if each in self.reasons]
        return [] if self.kind != "several" and len(chosen) > 1 else chosen

    def mark(self, answer: list[str]) -> Marked:
        """Score all or nothing, so that ticking everything earns nothing."""
        chosen = frozenset(answer)
        self.refuse_unknown("option", chosen, [option.id for option in self.options])
        if self.kind != "several" and len(chosen) > 1:
            raise ValueError(f"Question {self.id!r} takes one answer, not {sorted(chosen)}.")
        if not chosen:
            return self.blank()
        notes = [
            feedback_on(option.id, option.correct, option.because)
            for option in self.options
            if option.id in chosen
        ]
        more = self._advice(chosen) if self.kind == "several" else [READ_THE_REASON]
        return marked(float(chosen == self.correct), self.explanation, notes, more)

    def _advice(self, chosen: frozenset[str]) -> list[str]:
        """Say how far off the answer is without naming an option that was not chosen."""
        wrong = len(chosen - self.correct)
        ticks = "One of your ticks does" if wrong == 1 else f"{wrong} of your ticks do"
        lines = [f"{ticks} not belong."] if wrong else []
        return lines + ([STILL_MISSING] if self.correct - chosen else [])

    def right_answer(self) -> list[str]:
        return [option.id for option in self.options if option.correct]

    def solution(self) -> Solution:
        answers = (Solved(one.text, one.because, right=one.correct) for one in self.options)
        return Solution(tuple(answers), "letters")
