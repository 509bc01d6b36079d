"""What a schema cannot see in a question: contradictions between its parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from grading_helpers.instructor.authoring.bank_models import (
    BankBlank,
    BankQuestion,
    BlanksQuestion,
    CategorisingQuestion,
    ChoiceQuestion,
    MatchingQuestion,
    NumberQuestion,
    OrderingQuestion,
)
from grading_helpers.texts import BLANK, alike, folded

GIVEAWAYS = ("all of the above", "none of the above")

# What is wrong, and what to do.
Complaint = tuple[str, str]


def complaints(question: BankQuestion) -> Iterator[Complaint]:
    """Yield what is wrong with a question, and what to do about it.

    Examples
    --------
    >>> from grading_helpers.instructor.authoring.bank_models import ANY_QUESTION
    >>> question = ANY_QUESTION.validate_python(
    ...     {
    ...         "id": "half",
    ...         "kind": "number",
    ...         "concept": "metric.csat",
    ...         "prompt": "What is half of one?",
    ...         "answer": 0.5,
    ...         "because": "One divided by two.",
    ...         "explanation": "A half.",
    ...     }
    ... )
    >>> list(complaints(question))
    [('0.5 is no whole number, and no tolerance is given', "add 'tolerance: 0.05' or the like")]
    """
    for model, find in _FINDERS.items():
        if isinstance(question, model):
            yield from find(question)


def _of_choice(question: ChoiceQuestion) -> Iterator[Complaint]:
    right = sum(option.correct for option in question.options)
    if question.kind != "several" and right != 1:
        yield f"{right} options are correct", "mark exactly one with 'correct: true'"
    if question.kind == "several" and not 1 <= right < len(question.options):
        yield f"{right} of its options are correct", "mark some of them, but not all"
    if question.kind == "truefalse" and [o.id for o in question.options] != ["true", "false"]:
        yield "its options are not true and false", "give the ids true and false, in order"
    yield from _repeated("options", question.options, "text")
    yield from _giveaways("option", question.options)


def _of_number(question: NumberQuestion) -> Iterator[Complaint]:
    if question.tolerance == 0 and not question.answer.is_integer():
        what = f"{question.answer:g} is no whole number, and no tolerance is given"
        yield what, "add 'tolerance: 0.05' or the like"
    for mistake in question.mistakes:
        if abs(mistake.value - question.answer) <= question.tolerance:
            what = f"the mistake {mistake.value:g} lies within the tolerance of the answer"
            yield what, "narrow the tolerance or drop the mistake"
    if len({mistake.value for mistake in question.mistakes}) < len(question.mistakes):
        yield "two mistakes have the same value", "drop one"


def _of_blanks(question: BlanksQuestion) -> Iterator[Complaint]:
    ids = [blank.id for blank in question.blanks]
    named = Counter(BLANK.findall(question.text))
    yield from _repeated("blanks", question.blanks)
    for each in ids:
        if named[each] != 1:
            what = f"its text holds {{{each}}} {named[each]} times"
            yield what, "let each blank stand in the text once"
    for name in sorted(set(named).difference(ids)):
        yield f"its text holds {{{name}}}, which is no blank", "add it under 'blanks'"
    if re.search(r"[{}]", BLANK.sub("", question.text)):
        yield "its text holds a brace that names no blank", "write {name}, in small letters"
    for blank in question.blanks:
        yield from _of_blank(blank)


def _of_blank(blank: BankBlank) -> Iterator[Complaint]:
    if not all(folded(form) for form in blank.accept):
        yield f"blank {blank.id!r} accepts what counts as empty", "accept letters or figures"
    for mistake in blank.mistakes:
        if any(alike(mistake.text, form) for form in blank.accept):
            what = f"the mistake {mistake.text!r} of blank {blank.id!r} is accepted, too"
            yield what, "drop it from one of the two lists"


def _of_matching(question: MatchingQuestion) -> Iterator[Complaint]:
    rights = [pair.right for pair in question.pairs] + [one.text for one in question.distractors]
    yield from _repeated("pairs", [*question.pairs, *question.distractors])
    for side, texts in (("left", [pair.left for pair in question.pairs]), ("right", rights)):
        if len(set(texts)) < len(texts):
            yield f"two of its {side} sides say the same", "tell them apart or drop one"
    yield from _giveaways("distractor", question.distractors)


def _of_ordering(question: OrderingQuestion) -> Iterator[Complaint]:
    yield from _repeated("steps", question.steps, "text")


def _of_categorising(question: CategorisingQuestion) -> Iterator[Complaint]:
    yield from _repeated("categories", question.categories, "text")
    yield from _repeated("entries", question.entries, "text")
    known = [category.id for category in question.categories]
    for entry in question.entries:
        if entry.category not in known:
            what = f"entry {entry.id!r} is in the unknown category {entry.category!r}"
            yield what, f"name one of {', '.join(known)}"


_FINDERS: dict[type[BankQuestion], Callable[[Any], Iterator[Complaint]]] = {
    ChoiceQuestion: _of_choice,
    NumberQuestion: _of_number,
    BlanksQuestion: _of_blanks,
    MatchingQuestion: _of_matching,
    OrderingQuestion: _of_ordering,
    CategorisingQuestion: _of_categorising,
}


def _repeated(what: str, parts: Iterable[Any], *others: str) -> Iterator[Complaint]:
    """Yield which ids, and which other fields, two parts have in common."""
    parts = list(parts)
    for field in ("id", *others):
        if len({getattr(part, field) for part in parts}) < len(parts):
            article = "an" if field == "id" else "a"
            yield f"two {what} share {article} {field}", "rename one"


def _giveaways(what: str, parts: Iterable[Any]) -> Iterator[Complaint]:
    for part in parts:
        if any(giveaway in part.text.lower() for giveaway in GIVEAWAYS):
            yield f"{what} {part.id!r} says nothing of its own", f"write a real {what}"
