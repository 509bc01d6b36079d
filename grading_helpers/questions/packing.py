"""Pack questions into JSON for the package, and unpack them."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import MISSING, asdict, fields, is_dataclass
from functools import cache
from typing import Literal, TypeVar, get_args, get_origin, get_type_hints

from grading_helpers.questions.kinds import kinds
from grading_helpers.questions.question import AnyQuestion

T = TypeVar("T")


def pack_question(question: AnyQuestion) -> dict[str, str]:
    """Return the form of a question in a packed bank.

    Base64 keeps answers from being read by accident. It does not stop anyone who
    wants to read them, so quizzes carry no points.
    """
    hidden = asdict(question)
    shown = {name: hidden.pop(name) for name in ("kind", "prompt")}
    del hidden["id"]
    return shown | {"packed": b64encode(json.dumps(hidden, ensure_ascii=False).encode()).decode()}


def unpack_question(question_id: str, raw: dict[str, str]) -> AnyQuestion:
    """Return the question that was packed.

    Raises
    ------
    AttributeError, KeyError, TypeError or ValueError
        It is not a packed question, or its parts contradict each other.
    """
    known = kinds()
    if raw["kind"] not in known:
        raise ValueError(f"kind is {raw['kind']!r}, not one of {', '.join(known)}")
    hidden = json.loads(b64decode(raw["packed"], validate=True))
    shown = {"id": question_id, "kind": raw["kind"], "prompt": raw["prompt"]}
    question = _record(known[raw["kind"]], hidden | shown)
    for problem, _remedy in question.problems():
        raise ValueError(problem)
    return question


def _record(made: type[T], raw: dict[str, object]) -> T:
    """Create a dataclass from its values in JSON."""
    hints = _hints(made)  # type: ignore[arg-type]  # mypy looks at the hash of instances
    values = {}
    for field in fields(made):  # type: ignore[arg-type]
        if field.name in raw or (field.default is MISSING and field.default_factory is MISSING):
            values[field.name] = _value(hints[field.name], raw[field.name], field.name)
    return made(**values)


@cache
def _hints(made: type) -> dict[str, object]:
    return get_type_hints(made)


def _value(hint: object, raw: object, name: str) -> object:
    """Create a value of a type from JSON, in which tuples are lists and records are objects."""
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint, dict(raw))  # type: ignore[call-overload]
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each, name) for each in raw)  # type: ignore[attr-defined]
    if get_origin(hint) is dict:
        return dict(raw)  # type: ignore[call-overload]
    if get_origin(hint) is Literal:
        return raw
    wanted = (int, float) if hint is float else hint
    if not isinstance(raw, wanted):  # type: ignore[arg-type]
        raise TypeError(f"its {name} is {raw!r}, not of type {hint.__name__}")  # type: ignore[attr-defined]
    return raw
