"""Questions that assign one of several choices to each row, and matching, the simplest of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
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

    A kind defines ``rows`` and ``choices``, with ids that give nothing away, the right choice
    and its reason for each row, and the reason against every other choice.
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

    @property
    def misplaced(self) -> dict[str, str]:
        """What is said about a choice in every row where it is wrong."""
        raise NotImplementedError

    @property
    def against(self) -> dict[str, dict[str, str]]:
        """What is said instead in one row: the reasons against wrong choices, by row."""
        raise NotImplementedError

    def reason_against(self, row: str, choice: str) -> str:
        """Return why a choice is wrong in a row."""
        return self.against[row].get(choice) or self.misplaced.get(choice, "")

    def unreasoned(self, remedy: str) -> Iterator[Problem]:
        """Yield a problem for each wrong choice without a reason, and for useless reasons.

        Parameters
        ----------
        remedy : str
            Where a missing reason can be added.
        """
        rows = {row.id: row.text for row in self.rows}
        texts = {choice.id: choice.text for choice in self.choices}
        for row, own in self.against.items():
            if not own.keys() <= texts.keys() - {self.answers[row]}:
                what = f"{rows[row]!r} has a reason against a choice that is right or unknown"
                yield what, "name only wrong choices under 'because_not'"
        for choice, text in texts.items():
            wrong_in = [row for row in rows if self.answers[row] != choice]
            missing = [rows[row] for row in wrong_in if not self.reason_against(row, choice)]
            if missing:
                names = ", ".join(map(repr, missing))
                yield f"nothing says why {text!r} is wrong for {names}", remedy
            if choice in self.misplaced and all(choice in self.against[row] for row in wrong_in):
                yield f"the reason against {text!r} is never given", "drop it"
            if len(texts) > 2:
                yield from self._giving_away(choice, wrong_in)

    def _giving_away(self, choice: str, wrong_in: list[str]) -> Iterator[Problem]:
        """Yield a problem for each reason against a choice that names the right one."""
        rows = {row.id: row.text for row in self.rows}
        texts = {one.id: one.text for one in self.choices}
        for row in wrong_in:
            right = texts.get(self.answers[row], "")
            reason = self.reason_against(row, choice)
            if right and re.search(rf"\b{re.escape(right)}\b", reason, re.I):
                wrong = f"why {texts[choice]!r} is wrong for {rows[row]!r}"
                yield f"the reason {wrong} says what is right", "say only what is wrong"

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
        right, reasons = self.answers, self.reasons

        def feedback(row: str) -> PartFeedback:
            chosen = answer.get(row)
            if chosen is None:
                return feedback_on_blank(row)
            is_right = chosen == right[row]
            reason = reasons[row] if is_right else self.reason_against(row, chosen)
            return feedback_on(row, is_right, reason)

        notes = [feedback(row.id) for row in self.rows]
        return marked_by_share(self.explanation, notes, *self.row_names)

    def right_answer(self) -> dict[str, str]:
        return {row.id: self.answers[row.id] for row in self.rows}

    def solution(self) -> Solution:
        lettered = zip(ascii_uppercase, self.choices, strict=False)
        names = {choice.id: f"{letter}. {choice.text}" for letter, choice in lettered}
        pairs = [
            Solved(
                names[self.answers[row.id]],
                self.reasons[row.id],
                lead=f"{row.text} →",
                mistakes=tuple((names[one], why) for one, why in self.against[row.id].items()),
            )
            for row in self.rows
        ]
        spare = [
            Solved(names[each], why, lead="Left over:" if each in self.lures else "Misplaced:")
            for each, why in self.misplaced.items()
        ]
        return Solution((*pairs, *spare))


@dataclass(frozen=True, repr=False)
class Pair:
    """Two texts that belong together, and why.

    ``if_misplaced`` is said to a student who gives the right side to another term.
    ``because_not`` has what is said instead beside this term, by the ids of wrong partners.
    """

    id: Id
    left: Text
    right: Text
    because: Text
    if_misplaced: str = ""
    because_not: dict[str, Text] = field(default_factory=dict)


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
    when_blank: ClassVar[str] = "Choose a match first, then check it."
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

    @property
    def misplaced(self) -> dict[str, str]:
        said = {self._choice(one.id): one.if_misplaced for one in self.pairs if one.if_misplaced}
        return said | self.lures

    @property
    def against(self) -> dict[str, dict[str, str]]:
        return {
            self._row(pair.id): {self._choice(name): why for name, why in pair.because_not.items()}
            for pair in self.pairs
        }

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
        yield from self.unreasoned(
            "give that partner an 'if_misplaced', or the term a 'because_not'"
        )

    @property
    def instruction(self) -> str:
        spare = " You will not need every text." if self.distractors else ""
        return f"Choose the matching text for each. Each pair counts the same.{spare}"

    @property
    def instruction_on_paper(self) -> str:
        spare = " You will not need every letter." if self.distractors else ""
        return f"Give each term the letter of its match.{spare}"

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
