"""A bank as students get it: what is shown stands open, what must be found out does not."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

from grading_helpers.instructor.authoring.bank_models import (
    BankQuestion,
    BlanksQuestion,
    CategorisingQuestion,
    ChoiceQuestion,
    FlashcardQuestion,
    MatchingQuestion,
    NumberQuestion,
    OpenQuestion,
    OrderingQuestion,
)
from grading_helpers.texts import BLANK

# What is shown, and what is not.
Packed = tuple[dict[str, Any], dict[str, Any]]


def pack_bank(
    lesson: str, questions: Iterable[BankQuestion], asked: Mapping[str, str] | None = None
) -> str:
    """Return the bank as students get it, in JSON.

    ``asked`` are the questions that the lesson itself asks, with the ids of their cells; the
    others are for practice.
    Right answers and reasons are in base64, so that nobody reads them by accident. That is
    no secrecy, and quizzes therefore carry no points.
    """
    packed = {question.id: pack_question(question) for question in questions}
    bank = {"lesson": lesson, "asked": dict(asked or {}), "questions": packed}
    return json.dumps(bank, indent=1, ensure_ascii=False) + "\n"


def pack_question(question: BankQuestion) -> dict[str, Any]:
    """Return one question as it stands in a packed bank."""
    shown, key = _PACKERS[type(question)](question)
    key |= {"explanation": question.explanation, "hints": question.hints}
    encoded = base64.b64encode(json.dumps(key, ensure_ascii=False).encode()).decode()
    return {"kind": question.kind, "prompt": question.prompt, **shown, "key": encoded}


def _choice(question: ChoiceQuestion) -> Packed:
    options = question.options
    return {"options": [_shown(option.id, option.text) for option in options]}, {
        "correct": [option.id for option in options if option.correct],
        "reasons": {option.id: option.because for option in options},
    }


def _number(question: NumberQuestion) -> Packed:
    hidden = {"answer", "tolerance", "because", "mistakes"}
    return {"unit": question.unit}, question.model_dump(include=hidden)


def _blanks(question: BlanksQuestion) -> Packed:
    # An author often names a blank by its answer, so that name must not reach the page.
    order = BLANK.findall(question.text)
    names = {blank: f"gap_{place}" for place, blank in enumerate(order, start=1)}
    text = BLANK.sub(lambda found: f"{{{names[found[1]]}}}", question.text)
    blanks = sorted(question.blanks, key=lambda blank: order.index(blank.id))
    return {"text": text}, {
        "blanks": [blank.model_dump() | {"id": names[blank.id]} for blank in blanks]
    }


def _matching(question: MatchingQuestion) -> Packed:
    pairs, lures = question.pairs, question.distractors
    ids = [*(pair.id for pair in pairs), *(lure.id for lure in lures)]
    row = {each: opaque_id(question.id, "row", each) for each in ids}
    choice = {each: opaque_id(question.id, "choice", each) for each in ids}
    texts = {choice[pair.id]: pair.right for pair in pairs}
    texts |= {choice[lure.id]: lure.text for lure in lures}
    shown = {
        "rows": [_shown(row[pair.id], pair.left) for pair in pairs],
        "choices": [_shown(each, texts[each]) for each in sorted(texts)],
    }
    return shown, {
        "answers": {row[pair.id]: choice[pair.id] for pair in pairs},
        "reasons": {row[pair.id]: pair.because for pair in pairs},
        "lures": {choice[lure.id]: lure.because for lure in lures},
    }


def _ordering(question: OrderingQuestion) -> Packed:
    steps = {opaque_id(question.id, "step", step.id): step for step in question.steps}
    return {"steps": [_shown(each, steps[each].text) for each in sorted(steps)]}, {
        "order": list(steps),
        "reasons": {each: step.because for each, step in steps.items()},
    }


def _categorising(question: CategorisingQuestion) -> Packed:
    rows = {opaque_id(question.id, "row", entry.id): entry for entry in question.entries}
    shown = {
        "rows": [_shown(each, rows[each].text) for each in sorted(rows)],
        "choices": [_shown(category.id, category.text) for category in question.categories],
    }
    return shown, {
        "answers": {each: entry.category for each, entry in rows.items()},
        "reasons": {each: entry.because for each, entry in rows.items()},
        "lures": {},
    }


def _flashcard(question: FlashcardQuestion) -> Packed:
    return {}, {"back": question.back}


def _open(question: OpenQuestion) -> Packed:
    return {}, {"points": question.points}


_PACKERS: dict[type[BankQuestion], Callable[[Any], Packed]] = {
    ChoiceQuestion: _choice,
    NumberQuestion: _number,
    BlanksQuestion: _blanks,
    MatchingQuestion: _matching,
    OrderingQuestion: _ordering,
    CategorisingQuestion: _categorising,
    FlashcardQuestion: _flashcard,
    OpenQuestion: _open,
}


def _shown(part_id: str, text: str) -> dict[str, str]:
    return {"id": part_id, "text": text}


def opaque_id(question_id: str, role: str, part_id: str) -> str:
    """Name a part so that neither its name nor its place in a sorted list gives it away.

    Parameters
    ----------
    question_id : str
        The question that it is a part of.
    role : str
        What it is there, such as ``"step"``; parts of two roles may have one id.
    part_id : str
        Its id in the author's bank, which may give it away.

    Examples
    --------
    >>> opaque_id("recovery", "step", "apologise")
    '47b736ac5e'
    """
    return sha256(f"{question_id}/{role}/{part_id}".encode()).hexdigest()[:10]
