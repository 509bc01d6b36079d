"""Write a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from grading_helpers.questions.layout import Sentence, Solution, Solved
from grading_helpers.questions.marking import Marked, PartFeedback, feedback_on, marked
from grading_helpers.questions.question import Finite, Limit, Problem, Question, Text
from grading_helpers.questions.text_matching import plain_number, readings

LONGEST = 200
NOT_A_NUMBER = "That cannot be read as a number. Write it like 1250 or 62.5."


@dataclass(frozen=True, repr=False)
class NumberMistake:
    """A common wrong number, and what is wrong with it."""

    value: Finite
    because: Text


@dataclass(frozen=True, kw_only=True, repr=False)
class NumberQuestion(Question[str]):
    """Write a number. An answer is the text that was typed.

    Examples
    --------
    >>> question = NumberQuestion(
    ...     id="half", kind="number", concept="metric.csat", prompt="?", explanation="Half.",
    ...     answer=50, tolerance=0.5, unit="%", because="One of two.",
    ... )
    >>> question.instruction
    'Write a number in %, accurate to within 0.5.'
    >>> question.to_answer("0.5"), question.to_answer(["0.5"])
    ('0.5', '')
    >>> question.mark("0.5").notes[0].reason
    'Write it as a percentage, not as a share of 1.'
    """

    kind: Literal["number"]
    answer: Finite
    tolerance: Annotated[Finite, Limit(ge=0)] = 0
    unit: str = ""
    because: Text
    mistakes: tuple[NumberMistake, ...] = ()

    es_module: ClassVar[str] = "number"
    when_blank: ClassVar[str] = "Write a number first, then check it."

    def problems(self) -> Iterator[Problem]:
        if self.tolerance < 0:
            yield f"its tolerance is {self.tolerance:g}", "use 0 or more"
        if self.tolerance == 0 and not float(self.answer).is_integer():
            what = f"{self.answer:g} is not a whole number, and no tolerance is given"
            yield what, "add 'tolerance: 0.05' or similar"
        for mistake in self.mistakes:
            if abs(mistake.value - self.answer) <= self.tolerance:
                what = f"the mistake {mistake.value:g} lies within the tolerance of the answer"
                yield what, "narrow the tolerance or drop the mistake"
        if len({mistake.value for mistake in self.mistakes}) < len(self.mistakes):
            yield "two mistakes have the same value", "drop one"

    @property
    def instruction(self) -> str:
        number = "a number" if self.tolerance else "a whole number"
        unit = f" in {self.unit}" if self.unit else ""
        margin = f", accurate to within {plain_number(self.tolerance)}" if self.tolerance else ""
        return f"Write {number}{unit}{margin}."

    def shown(self, student: str | None = None) -> dict[str, object]:
        return {"unit": self.unit}

    def layout(self, student: str | None = None) -> tuple[Sentence, ...]:
        return (Sentence(("", "answer", f" {self.unit}".rstrip())),)

    def to_answer(self, sent: object) -> str:
        return sent[:LONGEST] if isinstance(sent, str) else ""

    def mark(self, answer: str) -> Marked:
        """Score 1 within the tolerance, else 0."""
        if not answer.strip():
            return self.blank()
        numbers = readings(answer, self.unit)
        if not numbers:
            return Marked(0, NOT_A_NUMBER, attempted=False)
        if any(_within(number, self.answer, self.tolerance) for number in numbers):
            return marked(1, self.explanation, [feedback_on("number", True, self.because)])
        wrong = PartFeedback("number", "wrong", "Not this number.", self._likely_mistake(numbers))
        return marked(0, self.explanation, [wrong])

    def _likely_mistake(self, numbers: Iterable[float]) -> str:
        """Return a guess at what is wrong with a number."""
        target, margin = self.answer, self.tolerance
        known = [(mistake.value, margin, mistake.because) for mistake in self.mistakes]
        known.append((-target, margin, "The size is right. Look at the sign."))
        if self.unit == "%":
            share = "Write it as a percentage, not as a share of 1."
            known.append((target / 100, margin / 100, share))
        near = max(10 * margin, 0.005 * abs(target))
        known.append((target, near, "Very close: look at how you rounded."))
        for value, distance, because in known:
            if any(_within(number, value, distance) for number in numbers):
                return because
        return "Go through the steps once more."

    def right_answer(self) -> str:
        return f"{self.answer:.12g}"

    def solution(self) -> Solution:
        margin = f" ± {plain_number(self.tolerance)}" if self.tolerance else ""
        text = f"{plain_number(self.answer)}{margin} {self.unit}".strip()
        mistakes = tuple((plain_number(one.value), one.because) for one in self.mistakes)
        return Solution((Solved(text, self.because, right=True, mistakes=mistakes),))


def _within(number: float, target: float, tolerance: float) -> bool:
    """Compare with a little slack for floating-point errors."""
    return abs(number - target) <= tolerance + 1e-9 * max(1.0, abs(target))
