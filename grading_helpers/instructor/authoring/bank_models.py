"""What may stand in a ``quiz.yml``: one record for each kind of question."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from grading_helpers.question_kinds import Kind

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1)]
Finite = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class StrictModel(BaseModel):
    """A record that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BankQuestion(StrictModel):
    """What every question has, whatever its kind."""

    id: Id
    kind: Kind
    concept: str = Field(pattern=r"^[a-z]+\.[a-z0-9_]+$")
    items: tuple[str, ...] = ()
    prompt: Text
    explanation: Text
    hints: tuple[Text, ...] = Field(default=(), max_length=3)


class BankOption(StrictModel):
    """One option: what it says, whether it is right, and why or why not."""

    id: Id
    text: Text
    correct: bool = False
    because: Text


class ChoiceQuestion(BankQuestion):
    """Choose one option, or all that apply."""

    kind: Literal["single", "several", "truefalse"]
    options: tuple[BankOption, ...] = Field(min_length=2)


class NumberMistake(StrictModel):
    """A number that is often given, and what is wrong with it."""

    value: Finite
    because: Text


class NumberQuestion(BankQuestion):
    """Write a number."""

    kind: Literal["number"]
    answer: Finite
    tolerance: Finite = Field(default=0, ge=0)
    unit: str = ""
    because: Text
    mistakes: tuple[NumberMistake, ...] = ()


class TextMistake(StrictModel):
    """Words that are often given, and what is wrong with them."""

    text: Text
    because: Text


class BankBlank(StrictModel):
    """One blank of a sentence, with all the forms that fill it."""

    id: Id
    accept: tuple[Text, ...] = Field(min_length=1)
    because: Text
    mistakes: tuple[TextMistake, ...] = ()


class BlanksQuestion(BankQuestion):
    """Fill the blanks of a sentence."""

    kind: Literal["blanks"]
    text: Text
    blanks: tuple[BankBlank, ...] = Field(min_length=1)


class Reasoned(StrictModel):
    """A text with the reason that belongs to it: a step, or a distractor."""

    id: Id
    text: Text
    because: Text


class BankPair(StrictModel):
    """Two texts that belong together, and why."""

    id: Id
    left: Text
    right: Text
    because: Text


class MatchingQuestion(BankQuestion):
    """Find the partner of each term."""

    kind: Literal["matching"]
    pairs: tuple[BankPair, ...] = Field(min_length=3, max_length=7)
    distractors: tuple[Reasoned, ...] = ()


class OrderingQuestion(BankQuestion):
    """Put steps in their order; the bank holds them in the right one."""

    kind: Literal["ordering"]
    steps: tuple[Reasoned, ...] = Field(min_length=3)


class BankCategory(StrictModel):
    """One of the categories."""

    id: Id
    text: Text


class BankEntry(Reasoned):
    """A text with its category."""

    category: str


class CategorisingQuestion(BankQuestion):
    """Sort entries into categories."""

    kind: Literal["categorising"]
    categories: tuple[BankCategory, ...] = Field(min_length=2)
    entries: tuple[BankEntry, ...] = Field(min_length=3)


class FlashcardQuestion(BankQuestion):
    """Recall what stands on the back."""

    kind: Literal["flashcard"]
    back: Text


class OpenQuestion(BankQuestion):
    """Write, then compare with what a good answer mentions."""

    kind: Literal["open"]
    points: tuple[Text, ...] = Field(min_length=2, max_length=4)


AnyQuestion = Annotated[
    ChoiceQuestion
    | NumberQuestion
    | BlanksQuestion
    | MatchingQuestion
    | OrderingQuestion
    | CategorisingQuestion
    | FlashcardQuestion
    | OpenQuestion,
    Field(discriminator="kind"),
]
ANY_QUESTION: TypeAdapter[AnyQuestion] = TypeAdapter(AnyQuestion)
