"""The parts of a notebook that the build wrote and the grader reads."""

from __future__ import annotations

from typing import TypedDict


class NbgraderMetadata(TypedDict, total=False):
    """What nbgrader needs to know about a cell."""

    grade_id: str
    grade: bool
    solution: bool
    task: bool
    locked: bool
    points: float
    schema_version: int


class CellMetadata(TypedDict, total=False):
    """The metadata of a cell that the build wrote."""

    nbgrader: NbgraderMetadata


class BuiltCell(TypedDict):
    """A cell that the build wrote."""

    id: str
    cell_type: str
    source: str | list[str]
    metadata: CellMetadata


class BuiltNotebook(TypedDict):
    """A notebook that the build wrote: the instructor's, or the one that students get."""

    cells: list[BuiltCell]
    metadata: dict[str, object]
