"""A question made from its packed form, by its kind."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from grading_helpers.question_kinds import (
    AssignQuestion,
    Blank,
    BlanksQuestion,
    ChoiceQuestion,
    Flashcard,
    NumberQuestion,
    OpenQuestion,
    Option,
    OrderQuestion,
    Question,
)


def read_question(question_id: str, raw: Any) -> Question:
    """Make a question from its packed form."""
    if raw["kind"] not in _READERS:
        raise ValueError(f"kind is {raw['kind']!r}, not one of {', '.join(_READERS)}")
    # Base64 keeps the answers from being read by accident. It hides nothing from anyone who looks.
    key = json.loads(b64decode(raw["key"], validate=True))
    common = {
        "id": question_id,
        "kind": raw["kind"],
        "prompt": raw["prompt"],
        "explanation": key["explanation"],
        "hints": tuple(key.get("hints", ())),
    }
    return _READERS[raw["kind"]](common, raw, key)


def _choice(common: dict[str, Any], raw: Any, key: Any) -> Question:
    return ChoiceQuestion(
        **common,
        options=_options(raw["options"]),
        correct=frozenset(key["correct"]),
        reasons=dict(key["reasons"]),
    )


def _number(common: dict[str, Any], raw: Any, key: Any) -> Question:
    return NumberQuestion(
        **common,
        unit=raw["unit"],
        answer=float(key["answer"]),
        tolerance=float(key["tolerance"]),
        because=key["because"],
        mistakes=tuple((float(one["value"]), one["because"]) for one in key["mistakes"]),
    )


def _blanks(common: dict[str, Any], raw: Any, key: Any) -> Question:
    blanks = [
        Blank(
            id=blank["id"],
            accept=tuple(blank["accept"]),
            because=blank["because"],
            mistakes=tuple((one["text"], one["because"]) for one in blank["mistakes"]),
        )
        for blank in key["blanks"]
    ]
    return BlanksQuestion(**common, text=raw["text"], blanks=tuple(blanks))


def _assign(common: dict[str, Any], raw: Any, key: Any) -> Question:
    return AssignQuestion(
        **common,
        rows=_options(raw["rows"]),
        choices=_options(raw["choices"]),
        answers=dict(key["answers"]),
        reasons=dict(key["reasons"]),
        lures=dict(key["lures"]),
    )


def _order(common: dict[str, Any], raw: Any, key: Any) -> Question:
    return OrderQuestion(
        **common,
        steps=_options(raw["steps"]),
        order=tuple(key["order"]),
        reasons=dict(key["reasons"]),
    )


def _flashcard(common: dict[str, Any], _raw: Any, key: Any) -> Question:
    return Flashcard(**common, back=key["back"])


def _open(common: dict[str, Any], _raw: Any, key: Any) -> Question:
    return OpenQuestion(**common, points=tuple(key["points"]))


_READERS: dict[str, Callable[[dict[str, Any], Any, Any], Question]] = {
    "single": _choice,
    "several": _choice,
    "truefalse": _choice,
    "number": _number,
    "blanks": _blanks,
    "matching": _assign,
    "ordering": _order,
    "categorising": _assign,
    "flashcard": _flashcard,
    "open": _open,
}


def _options(raw: Any) -> tuple[Option, ...]:
    return tuple(Option(option["id"], option["text"]) for option in raw)
