"""Guesses: what a student expects before a result is shown, and what came out.

A guess is written in ``quiz.yml`` under the key ``guesses``, and asked like a question. Nobody
marks it: the notebook computes the result, so the bank does not contain it.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from math import isfinite
from numbers import Real
from typing import Annotated, Any, ClassVar, Literal

from grading_helpers.questions.bank import UnknownQuestionError, bank_records
from grading_helpers.questions.kinds.number import LONGEST, NOT_A_NUMBER
from grading_helpers.questions.layout import Block, Lettered, Sentence
from grading_helpers.questions.marking import Marked
from grading_helpers.questions.question import (
    AnswerT,
    Limit,
    Part,
    Problem,
    Question,
    Text,
    giveaways,
)
from grading_helpers.questions.text_matching import readings, same_words

KEEP = "Keep my guess"
KEPT = "Your guess is kept."
NO_GUESS = "You have made no guess yet."


@dataclass(frozen=True, kw_only=True, repr=False)
class Guess(Question[AnswerT]):
    """What to guess. A kind defines what the guess and the result say in words."""

    concept: str = ""
    explanation: str = ""

    when_blank: ClassVar[str] = "Guess first; it need not be right."
    invitation: ClassVar[str] = "To guess, run this cell in Jupyter."

    def mark(self, answer: AnswerT) -> Marked:
        """Keep the guess; nobody marks it, so it is never an attempt."""
        problem = "" if self.is_blank(answer) else self.unreadable(answer)
        if self.is_blank(answer) or problem:
            return Marked(0, problem or self.when_blank, attempted=False)
        return Marked(0, f"{KEPT}\nYour guess: {self.in_words(answer)}.", attempted=False)

    def is_blank(self, answer: AnswerT) -> bool:
        """Tell whether there is no guess."""
        return not answer

    def unreadable(self, answer: AnswerT) -> str:
        """Return why a guess cannot be read; empty if it can."""
        return ""

    def in_words(self, answer: AnswerT) -> str:
        """Return a guess as a phrase."""
        raise NotImplementedError

    def result_in_words(self, result: object) -> str:
        """Return the result as a phrase.

        Raises
        ------
        TypeError or ValueError
            The result is not a possible one.
        """
        raise NotImplementedError

    def compared(self, answer: AnswerT, result: object) -> str:
        """Say how a guess differs from the result."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True, repr=False)
class NumberGuess(Guess[str]):
    """Guess a number. An answer is the text that was typed.

    Examples
    --------
    >>> guess = NumberGuess(id="buyers", kind="number", prompt="How many?", unit="people")
    >>> guess.result_in_words(1260), guess.compared("1,200", 1260)
    ('1,260 people', 'Your guess is 60 too low.')
    """

    kind: Literal["number"]
    unit: str = ""

    es_module: ClassVar[str] = "number"

    @property
    def instruction(self) -> str:
        return "Guess a number. Nobody marks it."

    def shown(self, student: str | None = None) -> dict[str, object]:
        return {"unit": self.unit, "label": "Your guess", "button": KEEP}

    def layout(self, student: str | None = None) -> tuple[Block, ...]:
        return (Sentence(("", "guess", f" {self.unit}".rstrip())),)

    def to_answer(self, sent: object) -> str:
        return sent.strip()[:LONGEST] if isinstance(sent, str) else ""

    def unreadable(self, answer: str) -> str:
        return "" if readings(answer, self.unit) else NOT_A_NUMBER

    def in_words(self, answer: str) -> str:
        return answer if not self.unit or answer.endswith(self.unit) else f"{answer} {self.unit}"

    def result_in_words(self, result: object) -> str:
        if not isinstance(result, Real) or not isfinite(result):
            raise TypeError(f"The result of the guess {self.id!r} is {result!r}, not a number.")
        return f"{float(result):,.10g} {self.unit}".rstrip()

    def compared(self, answer: str, result: Any) -> str:
        # "1,250" may be read in two ways; the student means the nearer one.
        gap = min((one - float(result) for one in readings(answer, self.unit)), key=abs)
        if abs(gap) <= 1e-9 * abs(result):
            return "Your guess is exactly right."
        return f"Your guess is {abs(gap):,.6g} too {'high' if gap > 0 else 'low'}."


@dataclass(frozen=True, kw_only=True, repr=False)
class ChoiceGuess(Guess[list[str]]):
    """Guess one of several options. An answer is a list with the id of one.

    Examples
    --------
    >>> guess = ChoiceGuess(id="shop", kind="choice", prompt="Which?", options=("Harbour", "Mill"))
    >>> guess.in_words(["option_1"]), guess.compared(["option_1"], "Mill")
    ('Harbour', 'You guessed another one.')
    """

    kind: Literal["choice"]
    options: Annotated[tuple[Text, ...], Limit(min_length=2)]

    es_module: ClassVar[str] = "choice"

    @property
    def parts_by_id(self) -> dict[str, str]:
        """The options by ids that the page is given."""
        return {f"option_{place}": text for place, text in enumerate(self.options, 1)}

    def problems(self) -> Iterator[Problem]:
        if len({text.casefold() for text in self.options}) < len(self.options):
            yield "two of its options are the same", "drop one"
        yield from giveaways("option", {text: text for text in self.options})

    @property
    def instruction(self) -> str:
        return "Choose one. Nobody marks it."

    def parts(self, student: str | None = None) -> dict[str, tuple[Part, ...]]:
        return {"options": tuple(Part(*each) for each in self.parts_by_id.items())}

    def shown(self, student: str | None = None) -> dict[str, object]:
        return super().shown(student) | {"button": KEEP}

    def layout(self, student: str | None = None) -> tuple[Block, ...]:
        return (Lettered(self.options),)

    def to_answer(self, sent: object) -> list[str]:
        ids = sent if isinstance(sent, list) else []
        chosen = [each for each in ids if isinstance(each, str) and each in self.parts_by_id]
        return chosen if len(chosen) == 1 else []

    def in_words(self, answer: list[str]) -> str:
        return self.parts_by_id[answer[0]]

    def result_in_words(self, result: object) -> str:
        found = [text for text in self.options if same_words(text, str(result))]
        if not found:
            options = ", ".join(map(repr, self.options))
            raise ValueError(f"The guess {self.id!r} has no option {result!r}, only {options}.")
        return found[0]

    def compared(self, answer: list[str], result: object) -> str:
        is_right = self.in_words(answer) == self.result_in_words(result)
        return "Your guess is right." if is_right else "You guessed another one."


AnyGuess = Guess[Any]
KINDS: dict[str, type[AnyGuess]] = {"number": NumberGuess, "choice": ChoiceGuess}


def pack_guess(guess: AnyGuess) -> str:
    """Return the form of a guess in a packed bank."""
    return b64encode(json.dumps(asdict(guess), ensure_ascii=False).encode()).decode()


def load_guess(guess_id: str) -> AnyGuess:
    """Find a guess in the packed banks.

    Raises
    ------
    UnknownQuestionError
        No bank contains this id. The message names the most similar one.
    """
    packed = {name: text for one in bank_records() for name, text in one.get("guesses", {}).items()}
    if guess_id not in packed:
        near = get_close_matches(str(guess_id), packed, n=1, cutoff=0.4)
        hint = f" The nearest name is {near[0]!r}." if near else ""
        raise UnknownQuestionError(
            f"No guess is called {guess_id!r}.{hint} Correct the name in this cell."
        )
    raw = json.loads(b64decode(packed[guess_id]))
    lists = {name: tuple(value) for name, value in raw.items() if isinstance(value, list)}
    return KINDS[raw["kind"]](**raw | lists)
