"""Marking of what is written: a number, or words in gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from grading_helpers.marks import (
    Marked,
    Note,
    left_blank,
    note_on,
    note_open,
    refuse_unknown,
    share,
    whole,
)
from grading_helpers.question_kinds import Blank, BlanksQuestion, NumberQuestion
from grading_helpers.texts import alike, nearly_alike, readings

NO_NUMBER = "That cannot be read as a number. Write it like 1250 or 62.5."


def mark_number(question: NumberQuestion, answer: str) -> Marked:
    """Score 1 within the tolerance, else 0."""
    if not answer.strip():
        return left_blank(question)
    numbers = readings(answer, question.unit)
    if not numbers:
        return Marked(0, NO_NUMBER, attempted=False)
    if any(_within(number, question.answer, question.tolerance) for number in numbers):
        return whole(question, 1, [note_on("number", True, question.because)])
    no = Note("number", "wrong", "Not this number.", _why_no(question, numbers))
    return whole(question, 0, [no])


def _within(number: float, target: float, tolerance: float) -> bool:
    """Compare with a little slack for what floating point cannot hold."""
    return abs(number - target) <= tolerance + 1e-9 * max(1.0, abs(target))


def _why_no(question: NumberQuestion, numbers: Iterable[float]) -> str:
    """Name the mistake behind a number, if it is one that can be told."""
    target, tolerance = question.answer, question.tolerance
    told = [(value, tolerance, because) for value, because in question.mistakes]
    told.append((-target, tolerance, "The size is right. Look at the sign."))
    if question.unit == "%":
        told.append((target / 100, tolerance / 100, "Write it in per cent, not as a share of 1."))
    told.append((target, max(10 * tolerance, 0.005 * abs(target)), "Very close: look at rounding."))
    for value, margin, because in told:
        if any(_within(number, value, margin) for number in numbers):
            return because
    return "Go through the steps once more."


def mark_blanks(question: BlanksQuestion, answer: Mapping[str, str]) -> Marked:
    """Score the share of the gaps that are filled rightly."""
    refuse_unknown(question, "gap", answer, [blank.id for blank in question.blanks])
    if not any(text.strip() for text in answer.values()):
        return left_blank(question)
    return share(
        question, "gap", [_note_on_blank(one, answer.get(one.id, "")) for one in question.blanks]
    )


def _note_on_blank(blank: Blank, text: str) -> Note:
    if not text.strip():
        return note_open(blank.id)
    if any(alike(text, form) for form in blank.accept):
        return note_on(blank.id, True, blank.because)
    for mistake, because in blank.mistakes:
        if alike(text, mistake):
            return note_on(blank.id, False, because)
    near = any(nearly_alike(text, form) for form in blank.accept)
    return note_on(blank.id, False, "Almost: look at the spelling." if near else "")
