"""Fill in the gaps of a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from grading_helpers.questions.layout import Sentence, Solution, Solved
from grading_helpers.questions.marking import (
    Marked,
    PartFeedback,
    feedback_on,
    feedback_on_blank,
    marked_by_share,
)
from grading_helpers.questions.question import Id, Limit, Problem, Question, Text, repeated
from grading_helpers.questions.text_matching import BLANK, folded, nearly_same_words, same_words

LONGEST = 200
OTHER_GAP = "That belongs in another gap."


@dataclass(frozen=True, repr=False)
class TextMistake:
    """A common wrong answer, and what is wrong with it."""

    text: Text
    because: Text


@dataclass(frozen=True, repr=False)
class Blank:
    """One gap of a sentence, with everything that is accepted in it."""

    id: Id
    accept: Annotated[tuple[Text, ...], Limit(min_length=1)]
    because: Text
    mistakes: tuple[TextMistake, ...] = ()


@dataclass(frozen=True, kw_only=True, repr=False)
class BlanksQuestion(Question[dict[str, str]]):
    """Fill in the gaps of a sentence. An answer has the text typed in each gap.

    Authors often name a blank after its answer, so the page is given ``gap_1``, ``gap_2`` instead,
    in the order of the sentence.
    """

    kind: Literal["blanks"]
    text: Text
    blanks: Annotated[tuple[Blank, ...], Limit(min_length=1)]

    es_module: ClassVar[str] = "blanks"
    when_blank: ClassVar[str] = "Fill in a gap first, then check it."

    @cached_property
    def gaps(self) -> dict[str, Blank]:
        """The blanks, keyed by their names on the page, in the order of the sentence."""
        blanks = {blank.id: blank for blank in self.blanks}
        order = BLANK.findall(self.text)
        return {f"gap_{place}": blanks[name] for place, name in enumerate(order, start=1)}

    def problems(self) -> Iterator[Problem]:
        ids = [blank.id for blank in self.blanks]
        named = Counter(BLANK.findall(self.text))
        yield from repeated("blanks", self.blanks)
        for each in ids:
            if named[each] != 1:
                what = f"its text contains {{{each}}} {named[each]} times"
                yield what, "put each blank into the text exactly once"
        for name in sorted(set(named).difference(ids)):
            yield f"its text contains {{{name}}}, which is not a blank", "add it under 'blanks'"
        if re.search(r"[{}]", BLANK.sub("", self.text)):
            what = "its text contains a brace that does not name a blank"
            yield what, "write {name}, in lower-case letters"
        for blank in self.blanks:
            yield from _problems_of(blank)

    @property
    def instruction(self) -> str:
        fill = self.instruction_on_paper
        share = " Each counts the same." if len(self.blanks) > 1 else ""
        return f"{fill}{share} Capitals, spaces and hyphens do not matter."

    @property
    def instruction_on_paper(self) -> str:
        return "Fill in the gaps." if len(self.blanks) > 1 else "Fill in the gap."

    def shown(self, student: str | None = None) -> dict[str, object]:
        names = iter(self.gaps)
        return {"text": BLANK.sub(lambda _: f"{{{next(names)}}}", self.text)}

    def layout(self, student: str | None = None) -> tuple[Sentence, ...]:
        pieces = BLANK.split(self.text)
        pieces[1::2] = [f"gap {place}" for place in range(1, len(self.gaps) + 1)]
        return (Sentence(tuple(pieces)),)

    def to_answer(self, sent: object) -> dict[str, str]:
        texts = sent if isinstance(sent, dict) else {}
        found = {gap: texts.get(gap) for gap in self.gaps}
        return {gap: text[:LONGEST] for gap, text in found.items() if text and _is_text(text)}

    def mark(self, answer: dict[str, str]) -> Marked:
        """Score the share of the gaps that are filled correctly."""
        self.refuse_unknown("gap", answer, self.gaps)
        if not any(text.strip() for text in answer.values()):
            return self.blank()
        notes = [self._feedback(gap, answer.get(gap, "")) for gap in self.gaps]
        return marked_by_share(self.explanation, notes, "gap", "gaps")

    def _feedback(self, gap: str, text: str) -> PartFeedback:
        blank = self.gaps[gap]
        if not text.strip():
            return feedback_on_blank(gap)
        if _fills(blank, text):
            return feedback_on(gap, True, blank.because)
        for mistake in blank.mistakes:
            if same_words(text, mistake.text):
                return feedback_on(gap, False, mistake.because)
        if any(_fills(other, text) for other in self.blanks):
            return feedback_on(gap, False, OTHER_GAP)
        near = any(nearly_same_words(text, form) for form in blank.accept)
        return feedback_on(gap, False, "Almost: look at the spelling." if near else "")

    def right_answer(self) -> dict[str, str]:
        return {gap: blank.accept[0] for gap, blank in self.gaps.items()}

    def solution(self) -> Solution:
        answers = tuple(
            Solved(
                " or ".join(blank.accept),
                blank.because,
                mistakes=tuple((one.text, one.because) for one in blank.mistakes),
            )
            for blank in self.gaps.values()
        )
        return Solution(answers, "numbers")


def _problems_of(blank: Blank) -> Iterator[Problem]:
    if not all(folded(form) for form in blank.accept):
        yield f"blank {blank.id!r} accepts what counts as empty", "accept letters or figures"
    for mistake in blank.mistakes:
        if any(same_words(mistake.text, form) for form in blank.accept):
            what = f"the mistake {mistake.text!r} of blank {blank.id!r} is also accepted"
            yield what, "drop it from one of the two lists"


def _fills(blank: Blank, text: str) -> bool:
    return any(same_words(text, form) for form in blank.accept)


def _is_text(value: object) -> bool:
    return isinstance(value, str)
