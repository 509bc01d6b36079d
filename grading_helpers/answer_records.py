"""What is remembered of each question, and how it is read back from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Record:
    """What is remembered of one question.

    ``answer`` holds ids of options, never their positions; ``content`` tells which wording of
    the question it answers; ``score`` is the best so far, 0 to 1; ``first_right`` says whether
    the first try was right.
    """

    content: str
    answer: Any = None
    tries: int = 0
    score: float = 0.0
    hints: int = 0
    checked: bool = False
    revealed: bool = False
    first_right: bool = False


# What a card takes; an answer may be anything, for a card leaves out what it cannot show.
KINDS: dict[str, Any] = {
    "content": str,
    "tries": int,
    "score": int | float,
    "hints": int,
    "checked": bool,
    "revealed": bool,
    "first_right": bool,
}


def parse(whole: Mapping[str, Any]) -> tuple[dict[str, Record], dict[str, dict[str, Any]]]:
    """Return records and cards of a file; unknown entries of a later version are passed over.

    Raises
    ------
    ValueError, TypeError, KeyError or AttributeError
        If it is no file of answers.
    """
    known = {each.name for each in fields(Record)}
    records = {
        str(name): _record({key: raw[key] for key in raw if key in known})
        for name, raw in whole["questions"].items()
    }
    return records, {str(name): dict(card) for name, card in whole.get("cards", {}).items()}


def _record(raw: dict[str, Any]) -> Record:
    if not all(isinstance(raw[name], KINDS[name]) for name in KINDS.keys() & raw):
        raise ValueError("a record is malformed")
    return Record(**raw)


def fingerprint(content: object) -> str:
    """Return a short digest of a question's wording, so that a changed one starts anew.

    Examples
    --------
    >>> fingerprint({"prompt": "What is CSAT?"}) == fingerprint({"prompt": "What is CSAT?"})
    True
    """
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()[:16]
