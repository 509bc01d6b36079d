"""A graded notebook as the report reads it, and what it tells where no journal does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading_helpers.instructor.grader.findings import one_line
from grading_helpers.instructor.grader.plan import Plan, Role
from grading_helpers.instructor.grader.rebuilding import alike


@dataclass(frozen=True)
class GradedCell:
    """A cell of a graded notebook; of a lesson's own cell the name is its id.

    ``error`` is the last exception as a journal has it, such as ``KeyError: 'csat'``.
    """

    name: str
    grade_id: str
    kind: str
    source: str
    texts: tuple[str, ...] = ()
    error: str = ""


def read_cells(notebook: Path) -> tuple[GradedCell, ...]:
    """Return the cells of a graded notebook.

    Raises
    ------
    OSError, ValueError, KeyError, TypeError
        If it cannot be read, or is no notebook.
    """
    return tuple(map(_cell, json.loads(notebook.read_text("utf-8"))["cells"]))


def _cell(cell: Mapping[str, Any]) -> GradedCell:
    grading = cell["metadata"].get("nbgrader") or {}
    outputs = list(cell.get("outputs", ()))
    return GradedCell(
        str(cell["id"]),
        str(grading.get("grade_id") or ""),
        str(cell["cell_type"]),
        "".join(cell["source"]),
        tuple(_texts(outputs)),
        next((_words(one) for one in reversed(outputs) if one.get("output_type") == "error"), ""),
    )


def _texts(outputs: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what was displayed, as plain text."""
    for output in outputs:
        if text := (output.get("data") or {}).get("text/plain"):
            yield "".join(text)


def _words(error: Mapping[str, Any]) -> str:
    return one_line(f"{error.get('ename')}: {error.get('evalue')}")


def told_by_notebook(cells: Iterable[GradedCell], plan: Plan) -> dict[str, Any]:
    """Return what a line of the journal would hold, as far as the notebook tells it."""
    there = {cell.grade_id: cell for cell in cells if cell.grade_id}
    planned = [cell for cell in plan.cells if cell.grade_id in there]
    return {
        "scores": {
            one.grade_id: {"why": there[one.grade_id].error}
            for one in planned
            if one.role is Role.TEST
        },
        "untouched": [
            one.grade_id
            for one in planned
            if one.role is Role.ANSWER and alike(there[one.grade_id].source, one.given)
        ],
    }
