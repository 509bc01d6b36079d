"""What ``check`` reads and says of answers, one line of JSON for each.

It runs twice, under CPython and under Pyodide, on the same answers; so it uses nothing but the
students' side of the package.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("MPLBACKEND", "Agg")


def readings(answers: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each answer: the verdict, and each result that led to it as it was read.

    Parameters
    ----------
    answers : list of dict
        With the keys ``name``, ``exercise``, ``setup`` and ``code``. One that never ends has
        ``seconds`` too, the time that it gets.
    """
    from grading_helpers.checking import examine, preview  # noqa: PLC0415
    from grading_helpers.checking.attempt import quietly  # noqa: PLC0415

    seen: list[Any] = []
    attempt, picture_html, limit = examine.attempt, preview.picture_html, examine.SECONDS

    def remembered(*arguments: Any) -> Any:
        seen.append(attempt(*arguments))
        return seen[-1]

    # The picture of a figure is for the page alone, and takes longer than all the rest.
    preview.picture_html = lambda *_: ""
    examine.attempt = remembered
    try:
        for answer in answers:
            seen.clear()
            namespace: dict[str, Any] = {"__name__": "__main__"}
            with quietly():
                exec(compile(answer["setup"], "<setup>", "exec"), namespace)
                exec(compile(answer["code"], "<answer>", "exec"), namespace)
            examine.SECONDS = answer.get("seconds", limit)
            verdict = str(examine.examine(namespace[answer["exercise"]]))
            read = [[_words(leaf) for leaf in one.leaves] for one in seen]
            yield json.dumps({"name": answer["name"], "verdict": verdict, "read": read})
    finally:
        examine.attempt, preview.picture_html, examine.SECONDS = attempt, picture_html, limit


def _words(leaf: Any) -> list[str]:
    """Return a leaf as text, a number with all the digits that 64 bits hold for certain."""
    number = "" if leaf.number is None else f"{leaf.number + 0.0:.13g}"
    return [leaf.path, leaf.token, number]
