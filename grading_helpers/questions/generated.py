"""Generated practice: a small table and a number to compute from it, different each time.

The tables are drawn, and the right number and those of the misconceptions computed, before the
course is built.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Literal
from zlib import compress, decompress

from grading_helpers.questions.bank import UnknownQuestionError, bank_records, question_ids
from grading_helpers.questions.kinds.number import NumberMistake, NumberQuestion
from grading_helpers.questions.layout import Block, Grid

EXPLANATION = "Next time the table will have other numbers."


@dataclass(frozen=True, kw_only=True, repr=False)
class GeneratedQuestion(NumberQuestion):
    """A number to compute from a small table.

    Examples
    --------
    >>> question = GeneratedQuestion(
    ...     id="nps", kind="number", concept="metric.nps", prompt="What is the NPS?",
    ...     explanation=EXPLANATION, answer=50, because="One promoter of two, no detractor.",
    ...     columns=("nps",), rows=(("10",), ("8",)),
    ... )
    >>> question.shown()["rows"]
    [['10'], ['8']]
    """

    kind: Literal["number"]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def shown(self, student: str | None = None) -> dict[str, object]:
        """Return what the front end shows besides the prompt: the unit and the table."""
        table = {"columns": list(self.columns), "rows": [list(row) for row in self.rows]}
        return super().shown(student) | table

    def layout(self, student: str | None = None) -> tuple[Block, ...]:  # type: ignore[override]
        """Return the table and the place for the number."""
        return (Grid(self.columns, self.rows), *super().layout(student))


@dataclass(frozen=True)
class Variant:
    """One table with its prompt, the right number and the numbers of the misconceptions."""

    prompt: str
    rows: tuple[tuple[str, ...], ...]
    answer: float
    mistakes: tuple[float, ...]


@dataclass(frozen=True)
class Generated:
    """All variants of one computation, and what they share.

    ``reasons`` are in the order of each variant's ``mistakes``.
    """

    id: str
    concept: str
    columns: tuple[str, ...]
    unit: str
    tolerance: float
    because: str
    reasons: tuple[str, ...]
    variants: tuple[Variant, ...]

    def question(self, number: int) -> GeneratedQuestion:
        """Return one of the variants, counted from 0, as a question."""
        one = self.variants[number]
        known = zip(one.mistakes, self.reasons, strict=True)
        return GeneratedQuestion(
            id=self.id,
            kind="number",
            concept=self.concept,
            prompt=one.prompt,
            explanation=EXPLANATION,
            answer=one.answer,
            tolerance=self.tolerance,
            unit=self.unit,
            because=self.because,
            mistakes=tuple(NumberMistake(value, because) for value, because in known),
            columns=self.columns,
            rows=one.rows,
        )


def pack_generated(generated: Generated) -> str:
    """Return the form of a computation in a packed bank: short, and not readable by accident."""
    prompts = list(dict.fromkeys(one.prompt for one in generated.variants))
    shared = {
        name: getattr(generated, name)
        for name in ("concept", "columns", "unit", "tolerance", "because", "reasons")
    }
    variants = [
        [prompts.index(one.prompt), one.rows, one.answer, one.mistakes]
        for one in generated.variants
    ]
    text = json.dumps(shared | {"prompts": prompts, "variants": variants}, ensure_ascii=False)
    return b64encode(compress(text.encode(), 9)).decode()


def unpack_generated(name: str, packed: str) -> Generated:
    """Return the computation that was packed."""
    raw: dict[str, Any] = json.loads(decompress(b64decode(packed)))
    prompts, variants = raw.pop("prompts"), raw.pop("variants")
    shared: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()
    }
    made = (
        Variant(prompts[place], tuple(map(tuple, rows)), answer, tuple(mistakes))
        for place, rows, answer, mistakes in variants
    )
    return Generated(id=name, variants=tuple(made), **shared)


def practice_names(lesson: str = "") -> list[str]:
    """Return what can be practised: the questions, each computation after those of its concept.

    Parameters
    ----------
    lesson : str, optional
        Only what belongs to this lesson.
    """
    following: dict[str, list[str]] = {}
    for name, one in _records().items():
        following.setdefault(one["after"], []).append(name)
    return [each for name in question_ids(lesson) for each in (name, *following.get(name, ()))]


def is_generated(name: str) -> bool:
    """Tell whether a name is that of a computation and not of a question."""
    return name in _records()


@cache
def load_generated(name: str) -> Generated:
    """Find a computation in the packed banks.

    Raises
    ------
    UnknownQuestionError
        No bank contains it.
    """
    if not is_generated(name):
        raise UnknownQuestionError(f"No computation to practise is called {name!r}.")
    return unpack_generated(name, _records()[name]["packed"])


def drawn_question(name: str, card: Mapping[str, object] | None, salt: str) -> GeneratedQuestion:
    """Return the variant that is due; each review brings another one.

    Until it is rated, opening the card again shows the same numbers.

    Parameters
    ----------
    name : str
        The computation.
    card : mapping or None
        What is stored about its reviews; None if there were none.
    salt : str
        The student, so that neighbours get different numbers.
    """
    found = load_generated(name)
    turn = json.dumps([salt, name, card], sort_keys=True, default=str)
    number = int.from_bytes(sha256(turn.encode()).digest()[:8]) % len(found.variants)
    return found.question(number)


def _records() -> Mapping[str, Mapping[str, str]]:
    return {
        name: one for record in bank_records() for name, one in record.get("generated", {}).items()
    }


def as_cells(values: Sequence[object]) -> tuple[str, ...]:
    """Return a row of a table as it is shown; a missing value is called blank.

    Examples
    --------
    >>> as_cells(["Gold", 3.0, 0.85, float("nan"), None])
    ('Gold', '3', '0.85', 'blank', 'blank')
    """
    return tuple(map(_cell, values))


def _cell(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124  # NaN
        return "blank"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
