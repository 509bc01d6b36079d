"""The kinds of question as a notebook knows them: what is shown, and the key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from grading_helpers.texts import BLANK

Kind = Literal[
    "single",
    "several",
    "truefalse",
    "number",
    "blanks",
    "matching",
    "ordering",
    "categorising",
    "flashcard",
    "open",
]


@dataclass(frozen=True)
class Option:
    """A text that can be chosen, matched, moved or sorted."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """What every question has. The key stays out of the repr: nobody meets it by accident."""

    id: str
    kind: Kind
    prompt: str
    explanation: str = field(repr=False)
    hints: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        """Refuse a question that could not be shown or marked."""
        for fault in self._faults():
            raise ValueError(fault)

    def _faults(self) -> Iterator[str]:
        """Yield what is wrong, the plainest fault first."""
        if not all(isinstance(each, str) for each in (self.prompt, self.explanation, *self.hints)):
            yield "its prompt, its explanation or a hint is not text"
        if self.kind not in get_args(Kind):
            yield f"kind is {self.kind!r}, not one of {', '.join(get_args(Kind))}"


@dataclass(frozen=True, kw_only=True)
class ChoiceQuestion(Question):
    """Choose one option, or all that apply."""

    options: tuple[Option, ...]
    correct: frozenset[str] = field(repr=False)
    reasons: Mapping[str, str] = field(repr=False)

    def _faults(self) -> Iterator[str]:
        yield from super()._faults()
        yield from _faults_of_texts(self.options, self.reasons)
        ids = [option.id for option in self.options]
        if len(ids) < 2 or len(set(ids)) < len(ids):
            yield f"needs at least two options with different ids, has {ids}"
        if not self.correct or not self.correct.issubset(ids):
            yield "the key names no option, or one that does not exist"
        if self.kind != "several" and len(self.correct) > 1:
            yield f"a {self.kind} question has one right option, not {len(self.correct)}"
        if set(self.reasons) != set(ids):
            yield "the key must hold one reason per option"


@dataclass(frozen=True, kw_only=True)
class NumberQuestion(Question):
    """Write a number. A mistake is a number that is often given, with what is wrong with it."""

    unit: str
    answer: float = field(repr=False)
    tolerance: float = field(repr=False)
    because: str = field(repr=False)
    mistakes: tuple[tuple[float, str], ...] = field(repr=False)

    def _faults(self) -> Iterator[str]:
        yield from super()._faults()
        if self.tolerance < 0:
            yield f"its tolerance is {self.tolerance}, below zero"


@dataclass(frozen=True)
class Blank:
    """A gap in a sentence. A mistake is a text that is often given, with what is wrong with it."""

    id: str
    accept: tuple[str, ...] = field(repr=False)
    because: str = field(repr=False)
    mistakes: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class BlanksQuestion(Question):
    """Fill the gaps of a sentence."""

    text: str
    blanks: tuple[Blank, ...]

    def _faults(self) -> Iterator[str]:
        yield from super()._faults()
        if sorted(BLANK.findall(self.text)) != sorted(blank.id for blank in self.blanks):
            yield "the gaps of its text are not those of its key"


@dataclass(frozen=True, kw_only=True)
class AssignQuestion(Question):
    """Give each row one of the choices: match them one to one, or sort them into categories.

    A lure is a choice that belongs to no row, with what is wrong with it.
    """

    rows: tuple[Option, ...]
    choices: tuple[Option, ...]
    answers: Mapping[str, str] = field(repr=False)
    reasons: Mapping[str, str] = field(repr=False)
    lures: Mapping[str, str] = field(repr=False)

    def _faults(self) -> Iterator[str]:
        yield from super()._faults()
        yield from _faults_of_texts((*self.rows, *self.choices), self.reasons)
        rows = [row.id for row in self.rows]
        if len(rows) < 2 or not set(rows) == set(self.answers) == set(self.reasons):
            yield "the key must hold an answer and a reason for each row"
        if not {choice.id for choice in self.choices}.issuperset(self.answers.values()):
            yield "the key names a choice that does not exist"


@dataclass(frozen=True, kw_only=True)
class OrderQuestion(Question):
    """Put the steps in order."""

    steps: tuple[Option, ...]
    order: tuple[str, ...] = field(repr=False)
    reasons: Mapping[str, str] = field(repr=False)

    def _faults(self) -> Iterator[str]:
        yield from super()._faults()
        yield from _faults_of_texts(self.steps, self.reasons)
        ids = sorted(step.id for step in self.steps)
        if len(ids) < 2 or not ids == sorted(self.order) == sorted(self.reasons):
            yield "the key must hold a place and a reason for each step"


@dataclass(frozen=True, kw_only=True)
class Flashcard(Question):
    """Recall what stands on the back."""

    back: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class OpenQuestion(Question):
    """Write, then compare with what a good answer mentions."""

    points: tuple[str, ...] = field(repr=False)


def _faults_of_texts(parts: tuple[Option, ...], reasons: Mapping[str, str]) -> Iterator[str]:
    texts = [*(each for part in parts for each in (part.id, part.text)), *reasons.values()]
    if not all(isinstance(text, str) for text in texts):
        yield "an option or a reason is not text"
