"""Questions that assign one of several choices to each row, and matching, the simplest of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Annotated, ClassVar, Literal

from grading_helpers.questions.layout import Block, Labelled, Lettered, Solution, Solved
from grading_helpers.questions.marking import (
    Marked,
    PartFeedback,
    feedback_on,
    feedback_on_blank,
    marked_by_share,
)
from grading_helpers.questions.question import (
    Id,
    Limit,
    Part,
    Problem,
    Question,
    Text,
    giveaways,
    opaque_id,
    repeated,
    shuffled,
)


@dataclass(frozen=True, kw_only=True, repr=False)
class AssigningQuestion(Question[dict[str, str]]):
    """Assign a choice to each row. An answer maps the ids of rows to the ids of choices.

    A kind defines ``rows`` and ``choices``, with ids that give nothing away, and the right choice
    and its reason for each row.
    """

    row_names: ClassVar[tuple[str, str]]

    @property
    def rows(self) -> tuple[Part, ...]:
        """The rows in the author's order."""
        raise NotImplementedError

    @property
    def choices(self) -> tuple[Part, ...]:
        """The choices, in an order that gives nothing away."""
        raise NotImplementedError

    @property
    def answers(self) -> dict[str, str]:
        """The right choice for each row."""
        raise NotImplementedError

    @property
    def reasons(self) -> dict[str, str]:
        """The reason why that choice is right."""
        raise NotImplementedError

    @property
    def lures(self) -> dict[str, str]:
        """The choices that belong to no row, with what is wrong with each."""
        return {}

    def to_answer(self, sent: object) -> dict[str, str]:
        chosen = sent if isinstance(sent, dict) else {}
        choices = [choice.id for choice in self.choices]
        found = {row.id: chosen.get(row.id) for row in self.rows}
        return {row: choice for row, choice in found.items() if choice in choices}

    def mark(self, answer: dict[str, str]) -> Marked:
        """Score the share of the rows that have their right choice."""
        self.refuse_unknown("row", answer, [row.id for row in self.rows])
        self.refuse_unknown("choice", answer.values(), [choice.id for choice in self.choices])
        if not answer:
            return self.blank()
        right, reasons, lures = self.answers, self.reasons, self.lures

        def feedback(row: str) -> PartFeedback:
            chosen = answer.get(row)
            if chosen is None:
                return feedback_on_blank(row)
            is_right = chosen == right[row]
            return feedback_on(row, is_right, reasons[row] if is_right else lures.get(chosen, ""))

        notes = [feedback(row.id) for row in self.rows]
        return marked_by_share(self.explanation, notes, *self.row_names)

    def right_answer(self) -> dict[str, str]:
        return {row.id: self.answers[row.id] for row in self.rows}

    def solution(self) -> Solution:
        lettered = zip(ascii_uppercase, self.choices, strict=False)
        names = {choice.id: f"{letter}. {choice.text}" for letter, choice in lettered}
        pairs = [
            Solved(names[self.answers[row.id]], self.reasons[row.id], lead=f"{row.text} →")
            for row in self.rows
        ]
        spare = [Solved(names[each], why, lead="Left over:") for each, why in self.lures.items()]
        return Solution((*pairs, *spare))


@dataclass(frozen=True, repr=False)
class Pair:
    """Two texts that belong together, and why."""

    id: Id
    left: Text
    right: Text
    because: Text


@dataclass(frozen=True, repr=False)
class Distractor:
    """A text that belongs to no term, and what is wrong with it."""

    id: Id
    text: Text
    because: Text


@dataclass(frozen=True, kw_only=True, repr=False)
class MatchingQuestion(AssigningQuestion):
    """Find the partner of each term."""

    kind: Literal["matching"]
    pairs: Annotated[tuple[Pair, ...], Limit(min_length=3, max_length=7)]
    distractors: tuple[Distractor, ...] = ()

    es_module: ClassVar[str] = "matching"
    when_blank: ClassVar[str] = "Choose a partner first, then check it."
    row_names: ClassVar[tuple[str, str]] = ("pair", "pairs")

    @property
    def rows(self) -> tuple[Part, ...]:
        return tuple(Part(self._row(pair.id), pair.left) for pair in self.pairs)

    @property
    def choices(self) -> tuple[Part, ...]:
        texts = {self._choice(pair.id): pair.right for pair in self.pairs}
        texts |= {self._choice(one.id): one.text for one in self.distractors}
        return tuple(Part(each, texts[each]) for each in sorted(texts))

    @property
    def answers(self) -> dict[str, str]:
        return {self._row(pair.id): self._choice(pair.id) for pair in self.pairs}

    @property
    def reasons(self) -> dict[str, str]:
        return {self._row(pair.id): pair.because for pair in self.pairs}

    @property
    def lures(self) -> dict[str, str]:
        return {self._choice(one.id): one.because for one in self.distractors}

    def _row(self, part_id: str) -> str:
        return opaque_id(self.id, "row", part_id)

    def _choice(self, part_id: str) -> str:
        return opaque_id(self.id, "choice", part_id)

    def problems(self) -> Iterator[Problem]:
        rights = [pair.right for pair in self.pairs] + [one.text for one in self.distractors]
        yield from repeated("pairs", [*self.pairs, *self.distractors])
        for side, texts in (("left", [pair.left for pair in self.pairs]), ("right", rights)):
            if len(set(texts)) < len(texts):
                yield f"two of its {side} sides are the same", "tell them apart or drop one"
        yield from giveaways("distractor", {one.id: one.text for one in self.distractors})

    @property
    def instruction(self) -> str:
        spare = " You will not need every partner." if self.distractors else ""
        return f"Choose a partner for each. Each pair counts the same.{spare}"

    @property
    def instruction_on_paper(self) -> str:
        spare = " You will not need every letter." if self.distractors else ""
        return f"Give each term the letter of its partner.{spare}"

    def parts(self, student: str | None = None) -> dict[str, tuple[Part, ...]]:
        if student is None:
            return {"rows": self.rows, "choices": self.choices}
        return {
            "rows": shuffled(self.rows, self.id, student),
            "choices": shuffled(self.choices, self.id, student),
        }

    def layout(self, student: str | None = None) -> tuple[Block, ...]:
        parts = self.parts(student)
        terms = tuple(row.text for row in parts["rows"])
        partners = tuple(choice.text for choice in parts["choices"])
        return Labelled(terms, "Term", "Letter"), Lettered(partners)
