"""Decode data to plain values, and refuse anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

import pandas as pd

from grading_helpers.instructor.grader.protocol.encoding import (
    DEEPEST,
    LONGEST_NUMBER,
    MOST_PARTS,
    TEXTS,
    Data,
)
from grading_helpers.instructor.grader.protocol.scalars import decode_scalar
from grading_helpers.instructor.grader.protocol.tables import decode_all, decode_table
from grading_helpers.instructor.json_types import JsonObject, JsonValue

Revive = Callable[[Mapping[str, Data]], object]
CONTAINERS: dict[str, Callable[[list[JsonValue]], object]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}


class BadValueError(ValueError):
    """Data that is not a value, or is too large."""


def decode_value(data: Data, revive: Revive, depth: int = 0) -> object:
    """Return the value that data stands for.

    Parameters
    ----------
    data : object
        What ``json.loads`` returned.
    revive : callable
        Called with data that refers to an object on the other side.

    Raises
    ------
    BadValueError
        If it is not a value.
    """
    if data is None or isinstance(data, bool | int | float | str):
        return data
    if not isinstance(data, dict) or depth > DEEPEST + 1:
        raise BadValueError("not a value")
    deeper = partial(decode_value, revive=revive, depth=depth + 1)
    try:
        return _decoded(data, deeper, revive)
    except BadValueError:
        raise
    except Exception as error:
        raise BadValueError(f"not a value ({type(error).__name__})") from error


def _decoded(data: JsonObject, deeper: Callable[[Data], object], revive: Revive) -> object:
    tag, content = data.get("t"), data.get("v")
    if tag == "dict":
        return {deeper(key): deeper(part) for key, part in _listed(content)}
    if tag in CONTAINERS:
        return CONTAINERS[tag](decode_all(_listed(content), deeper))
    if tag in TEXTS:
        return TEXTS[tag][2](str(content)[:LONGEST_NUMBER] if tag != "bytes" else str(content))
    if tag in ("function", "object", "held"):
        return revive(data)
    plain = _decoded_number(str(tag), content)
    if plain is not None:
        return plain
    scalar = decode_scalar(data)
    return decode_table(data, deeper) if scalar is None else scalar


def _decoded_number(tag: str, content: JsonValue) -> object:
    if tag == "int":
        return int(str(content)[:LONGEST_NUMBER], 16)
    if tag == "complex":
        return complex(*content)
    if tag == "range":
        found = range(*(int(part) for part in content))
        if len(found) > MOST_PARTS:
            raise BadValueError("a range is too long")
        return found
    if tag == "timedelta":
        days, seconds, microseconds = content
        return timedelta(days, seconds, microseconds)
    if tag == "missing":
        return pd.NA if content == "NA" else pd.NaT
    return None


def _listed(content: JsonValue) -> list[JsonValue]:
    if not isinstance(content, list) or len(content) > MOST_PARTS:
        raise BadValueError("not a list")
    return content
