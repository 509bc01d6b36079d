"""Types for JSON data, and for the notebooks that the build writes."""

from __future__ import annotations

from typing import Any, TypeAlias, TypedDict

# A JSON object. Its entries have not been checked: whoever reads one must check its type.
JsonObject: TypeAlias = dict[str, Any]
# What json.loads returns. Whoever reads it must check its type.
JsonValue: TypeAlias = Any


class Grading(TypedDict, total=False):
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

    nbgrader: Grading


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
