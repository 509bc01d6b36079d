"""What is to be graded, taken from the instructor's notebook once for a whole class."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from grading_helpers.instructor.grader.needs import Needs, needs_of

HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?^[ \t]*### END HIDDEN TESTS[^\n]*\n?", re.M | re.S
)


class Role(StrEnum):
    """Whose text a cell holds, and what it is for."""

    ANSWER = "answer"
    TEST = "test"
    OURS = "ours"


@dataclass(frozen=True)
class PlannedCell:
    """One cell of the instructor's notebook.

    ``given`` is what the students were handed: the stub, or the text without hidden tests.
    """

    cell_id: str
    grade_id: str
    kind: str
    role: Role
    source: str
    given: str
    points: float = 0.0
    needs: Needs = field(default_factory=Needs)

    @property
    def name(self) -> str:
        """The name by which the gradebook or the notebook knows the cell."""
        return self.grade_id or self.cell_id

    @property
    def is_visible(self) -> bool:
        """Whether the students were handed any code of it, comments aside."""
        lines = (line.strip() for line in self.given.splitlines())
        return any(line and not line.startswith("#") for line in lines)


@dataclass(frozen=True)
class Plan:
    """A notebook to be graded: its cells in their order, its name and its metadata."""

    lesson: str
    notebook: str
    cells: tuple[PlannedCell, ...]
    metadata: Mapping[str, Any]
    cell_metadata: Mapping[str, Mapping[str, Any]]

    @property
    def tests(self) -> dict[str, PlannedCell]:
        """The cells that give points by running."""
        return {cell.grade_id: cell for cell in self.cells if cell.role is Role.TEST}

    @property
    def by_hand(self) -> bool:
        """Whether there are points that a person gives."""
        return any(cell.points and cell.role is not Role.TEST for cell in self.cells)


def make_plan(
    lesson: str, source: Mapping[str, Any], release: Mapping[str, Any], notebook: str = ""
) -> Plan:
    """Return the plan of a notebook.

    Parameters
    ----------
    lesson : str
        The id of the assignment.
    source, release : mapping
        The instructor's notebook and the students', as data.
    notebook : str
        The name of the notebook without its ending; that of the lesson by default.
    """
    given = {_name(cell): _text(cell) for cell in release["cells"]}
    cells = [_planned(cell, given) for cell in source["cells"]]
    answers = [cell.source for cell in cells if cell.role is Role.ANSWER and cell.kind == "code"]
    done: list[str] = []
    found = []
    for cell in cells:
        needs = needs_of(cell.source, done, answers) if cell.role is Role.TEST else Needs()
        found.append(PlannedCell(**{**vars(cell), "needs": needs}))
        if cell.role is Role.OURS and cell.kind == "code":
            done.append(cell.source)
    metadata = {
        planned.cell_id: cell["metadata"]
        for planned, cell in zip(cells, source["cells"], strict=True)
    }
    return Plan(lesson, notebook or lesson, tuple(found), dict(source["metadata"]), metadata)


def _planned(cell: Mapping[str, Any], given: Mapping[str, str]) -> PlannedCell:
    grading = cell["metadata"].get("nbgrader") or {}
    role = Role.OURS
    if grading.get("solution"):
        role = Role.ANSWER
    elif grading.get("grade") and cell["cell_type"] == "code":
        role = Role.TEST
    text = _text(cell)
    handed_out = without_hidden_tests(text) if role is Role.TEST else given.get(_name(cell), text)
    return PlannedCell(
        str(cell["id"]),
        str(grading.get("grade_id") or ""),
        str(cell["cell_type"]),
        role,
        text,
        handed_out,
        float(grading.get("points") or 0),
    )


def without_hidden_tests(source: str) -> str:
    r"""Return a test cell as students get it.

    Examples
    --------
    >>> without_hidden_tests("check(f)\n### BEGIN HIDDEN TESTS\nassert f(1)\n### END HIDDEN TESTS")
    'check(f)\n'
    """
    return HIDDEN.sub("", source)


def _name(cell: Mapping[str, Any]) -> str:
    grading = cell["metadata"].get("nbgrader") or {}
    return str(grading.get("grade_id") or cell["id"])


def _text(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return "".join(source) if isinstance(source, list) else str(source)
