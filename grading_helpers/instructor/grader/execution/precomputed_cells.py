"""Which of the lesson's own cells need not be run again in a submission.

A precomputed cell is reused if no student code can have changed what the cell uses. This is
decided from the source alone, before anything runs; if it is not certain, the cell is run.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from grading_helpers.instructor.grader.submission.assignment import Assignment, Role
from grading_helpers.instructor.grader.submission.cell_names import (
    BROKEN,
    imports_in,
    symbol_tables,
    used_and_stored,
)
from grading_helpers.instructor.grader.submission.dependencies import A_CELL, parsed
from grading_helpers.instructor.grader.submission.rebuild import RebuiltCell

# For how many of the lessons' cells it is remembered which names they use.
MOST_REMEMBERED = 500
# More code than this is not worth reading to save a second.
MOST_CODE = 200_000
# Names through which code can change other names that it does not mention.
REACHING = {
    *("globals", "locals", "vars", "eval", "exec", "compile", "__import__", "get_ipython"),
    *("In", "Out", "_", "__", "___", "_oh", "_dh"),
}
# Modules that do not change the names of a notebook.
HARMLESS = {
    *("__future__", "bisect", "calendar", "collections", "copy", "dataclasses", "datetime"),
    *("decimal", "enum", "fractions", "functools", "grading_helpers", "heapq", "itertools"),
    *("json", "math", "matplotlib", "numbers", "numpy", "operator", "pandas", "random", "re"),
    *("scipy", "seaborn", "statistics", "string", "textwrap", "time", "typing", "warnings"),
}


def lesson_cells(assignment: Assignment) -> tuple[tuple[str, str, str], ...]:
    """Return the lesson's own code cells: id, source, and whether they come before all answers."""
    found, place = [], "leading"
    for cell in assignment.cells:
        if cell.role is not Role.OURS:
            place = "among answers"
        elif cell.kind == "code" and cell.source.strip():
            found.append((cell.cell_id, cell.source, place))
    return tuple(found)


def reusable_cells(
    assignment: Assignment, cells: Sequence[RebuiltCell], precomputed: Mapping[str, Collection[str]]
) -> set[int]:
    """Return the places of the cells that need not be run again.

    Parameters
    ----------
    assignment : Assignment
        The lesson.
    cells : sequence of RebuiltCell
        The notebook that is graded.
    precomputed : mapping of str to collection of str
        The names of data that each precomputed cell defines, by its id.
    """
    first = {name: source for name, source, place in lesson_cells(assignment) if place == "leading"}
    imports = frozenset(one for source in first.values() for one in _imports_in(source))
    data = {name for names in precomputed.values() for name in names}
    touched: set[str] = set()
    found: set[int] = set()
    undisturbed = True
    if sum(len(cell.source) for cell in cells if cell.kind == "code") > MOST_CODE:
        return found
    for place, cell in enumerate(cells):
        if cell.kind != "code":
            continue
        own = cell.assigned is not None and cell.source == cell.assigned.source
        name = cell.assigned.cell_id if cell.assigned and own else ""
        if not own and _reaches(cell.source):
            return set()
        source, is_ours = _run_part(cell)
        used, stored = (_used_by_ours if is_ours else used_and_stored)(source, imports)
        if name in precomputed and not used & touched and (undisturbed or name not in first):
            found.add(place)
            # What it defines is the lesson's own again.
            touched -= set(precomputed[name])
            continue
        undisturbed = False
        touched |= stored | used & data
    return found


# The lesson's own cells are the same in every submission.
_used_by_ours = lru_cache(MOST_REMEMBERED)(used_and_stored)


@lru_cache(MOST_REMEMBERED)
def _imports_in(source: str) -> Sequence[tuple[str, str]]:
    """Return what a cell imports; nothing if only IPython can read the cell, not Python."""
    try:
        return tuple(imports_in(source))
    except BROKEN:
        return ()


def _run_part(cell: RebuiltCell) -> tuple[str, bool]:
    """Return the source that the student's process runs, and whether it is the lesson's own.

    For a test, that is the visible part.
    """
    assigned = cell.assigned
    if assigned and assigned.role is Role.TEST:
        return assigned.given, True
    return cell.source, assigned is not None and cell.source == assigned.source


def _reaches(source: str) -> bool:
    """Say whether code may change names that it does not mention, or cannot be parsed."""
    try:
        tree = parsed(source)
        top = symtable.symtable(source, A_CELL, "exec")
    except BROKEN:
        return bool(source.strip())
    return any(map(_is_reaching, ast.walk(tree))) or any(
        one.get_name() in REACHING or one.get_name().startswith("_i")
        for table in symbol_tables(top)
        for one in table.get_symbols()
        # As a variable of a loop or function, ``_`` is harmless.
        if one.is_referenced() and (table is top or one.is_global())
    )


def _is_reaching(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr.startswith("__")
    if isinstance(node, ast.Import):
        return any(one.name.partition(".")[0] not in HARMLESS for one in node.names)
    if isinstance(node, ast.ImportFrom):
        starred = any(one.name == "*" for one in node.names)
        return starred or (node.module or "").partition(".")[0] not in HARMLESS
    return False
