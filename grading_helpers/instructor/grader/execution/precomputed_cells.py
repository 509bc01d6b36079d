"""Which of the lesson's own cells need not be run again in a submission.

A precomputed cell is reused if no student code can have changed what the cell uses. This is
decided from the source alone, before anything runs; if it is not certain, the cell is run.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Collection, Iterator, Mapping, Sequence

from grading_helpers.instructor.grader.submission.assignment import Assignment, Role
from grading_helpers.instructor.grader.submission.dependencies import parsed
from grading_helpers.instructor.grader.submission.rebuild import RebuiltCell

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
    leading = {name for name, _, place in lesson_cells(assignment) if place == "leading"}
    data = {name for names in precomputed.values() for name in names}
    touched: set[str] = set()
    found, undisturbed = set(), True
    for place, cell in enumerate(cells):
        if cell.kind != "code":
            continue
        own = cell.assigned is not None and cell.source == cell.assigned.source
        name = cell.assigned.cell_id if cell.assigned and own else ""
        if not own and _reaches(cell.source):
            return set()
        used, stored = _names(_run_part(cell))
        if name in precomputed and not used & touched and (undisturbed or name not in leading):
            found.add(place)
            continue
        undisturbed = False
        touched |= stored | used & data
    return found


def _run_part(cell: RebuiltCell) -> str:
    """Return the source that the student's process runs: of a test, the visible part."""
    assigned = cell.assigned
    return assigned.given if assigned and assigned.role is Role.TEST else cell.source


def _names(source: str) -> tuple[set[str], set[str]]:
    r"""Return the global names that a cell uses, and those that it defines.

    Examples
    --------
    >>> _names("def total(sales):\n    return sales.sum() + extra")[0] == {"total", "extra"}
    True
    """
    try:
        top = symtable.symtable(source, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(), set()
    used = set(top.get_identifiers())
    stored = {one.get_name() for one in top.get_symbols() if one.is_assigned() or one.is_imported()}
    for table in _within(top):
        for one in table.get_symbols():
            if one.is_global():
                used.add(one.get_name())
                stored |= {one.get_name()} if one.is_assigned() else set()
    return used, stored


def _within(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _within(child)


def _reaches(source: str) -> bool:
    """Say whether code may change names that it does not mention, or cannot be parsed."""
    try:
        tree = parsed(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return bool(source.strip())
    return any(map(_is_reaching, ast.walk(tree)))


def _is_reaching(node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        return node.id in REACHING or node.id.startswith("_i")
    if isinstance(node, ast.Attribute):
        return node.attr.startswith("__")
    if isinstance(node, ast.Import):
        return any(one.name.partition(".")[0] not in HARMLESS for one in node.names)
    if isinstance(node, ast.ImportFrom):
        starred = any(one.name == "*" for one in node.names)
        return starred or (node.module or "").partition(".")[0] not in HARMLESS
    return False
