"""Which versions a notebook was run with, and what to say if an answer depends on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from grading_helpers.checking.verdict import State, Verdict
from grading_helpers.instructor.json_types import JsonObject, JsonValue
from grading_helpers.versions import LIBRARIES, RECORD, differing_versions, versions_in_words

RECORDED = ("Python", *LIBRARIES)
A_VERSION = re.compile(r"[0-9][0-9A-Za-z.+]{0,19}")


def versions_in(notebook: Mapping[str, JsonValue]) -> dict[str, str]:
    """Return the versions that a notebook was run with, as far as it records them.

    Jupyter writes the version of Python, and ``check`` those of libraries, beside its verdict.

    Examples
    --------
    >>> versions_in({"metadata": {"language_info": {"version": "3.12.1"}}, "cells": []})
    {'Python': '3.12.1'}
    """
    found = {"Python": _at(notebook, "metadata", "language_info", "version")}
    for _, output in _outputs(notebook):
        recorded = _at(output, "metadata", RECORD, "versions")
        found |= recorded if isinstance(recorded, dict) else {}
    return {
        name: version
        for name, version in found.items()
        if name in RECORDED and isinstance(version, str) and A_VERSION.fullmatch(version)
    }


def matched_in(notebook: Mapping[str, JsonValue]) -> frozenset[str]:
    """Return the texts of the cells in which ``check`` says that an answer matches."""
    return frozenset(
        _joined(cell.get("source"))
        for cell, output in _outputs(notebook)
        if _state(output) is State.MATCHES
    )


def tell_of_versions(
    cells: Iterable[JsonObject],
    matched: frozenset[str],
    theirs: Mapping[str, str],
    ours: Mapping[str, str],
) -> None:
    """Let ``check`` name no mistake in a graded notebook where the versions made the difference.

    Parameters
    ----------
    cells : iterable of mapping
        The cells of the graded notebook, which are changed.
    matched : frozenset of str
        From `matched_in`.
    theirs, ours : mapping of str to str
        The versions that the student worked with, and those that graded.
    """
    others = differing_versions(theirs, ours)
    if not others:
        return
    here = {name: ours[name] for name in others}
    told = Verdict(
        State.NOT_YET,
        f"You worked with {versions_in_words(others)}, where check said that your answer matches. "
        f"It was graded with {versions_in_words(here)}, where it does not.",
    )
    for cell, output in _outputs({"cells": list(cells)}):
        is_wrong = _state(output) not in {None, State.MATCHES}
        if is_wrong and _joined(cell["source"]) in matched:
            output["data"] = {"text/plain": str(told)}


def _outputs(notebook: Mapping[str, JsonValue]) -> Iterator[tuple[JsonObject, JsonValue]]:
    """Yield each output with its cell, and skip whatever else a file may have there."""
    cells = notebook.get("cells")
    for cell in cells if isinstance(cells, list) else []:
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else []:
            yield cell, output


def _state(output: object) -> State | None:
    """Return the state in the verdict that an output shows, if it shows one."""
    verdict = Verdict.from_text(_joined(_at(output, "data", "text/plain")).lstrip())
    return verdict.state if verdict else None


def _joined(text: object) -> str:
    lines = text if isinstance(text, list) else [text]
    return "".join(one for one in lines if isinstance(one, str)).strip()


def _at(value: object, *keys: str) -> object:
    """Return what is at a path of keys; None if there is no such path."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
