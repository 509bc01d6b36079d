"""Which of the lesson's own cells need not be run again in a submission.

A cell is given as it was rehearsed where nothing of the student's can have touched what it
uses. This is decided on the text alone, before anything runs; in doubt, the cell is run.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Collection, Iterator, Mapping, Sequence

from grading_helpers.instructor.grader.plan import Plan, Role
from grading_helpers.instructor.grader.rebuilding import RebuiltCell

# What lets code reach names without writing them.
REACHING = {
    *("globals", "locals", "vars", "eval", "exec", "compile", "__import__", "get_ipython"),
    *("In", "Out", "_", "__", "___", "_oh", "_dh"),
}
# Modules that reach nothing of a notebook's names.
HARMLESS = {
    *("__future__", "bisect", "calendar", "collections", "copy", "dataclasses", "datetime"),
    *("decimal", "enum", "fractions", "functools", "grading_helpers", "heapq", "itertools"),
    *("json", "math", "matplotlib", "numbers", "numpy", "operator", "pandas", "random", "re"),
    *("scipy", "seaborn", "statistics", "string", "textwrap", "time", "typing", "warnings"),
}


def lesson_cells(plan: Plan) -> tuple[tuple[str, str, str], ...]:
    """Return the lesson's own code cells as a rehearsal takes them: id, text, place."""
    found, place = [], "leading"
    for cell in plan.cells:
        if cell.role is not Role.OURS:
            place = "among answers"
        elif cell.kind == "code" and cell.source.strip():
            found.append((cell.cell_id, cell.source, place))
    return tuple(found)


def replayed(
    plan: Plan, cells: Sequence[RebuiltCell], scenes: Mapping[str, Collection[str]]
) -> set[int]:
    """Return the places of the cells that are given as they were rehearsed.

    Parameters
    ----------
    plan : Plan
        The lesson.
    cells : sequence of RebuiltCell
        The notebook that is graded.
    scenes : mapping of str to collection of str
        Ids of the rehearsed cells, each with the names of data that it binds.
    """
    leading = {name for name, _, place in lesson_cells(plan) if place == "leading"}
    data = {name for names in scenes.values() for name in names}
    touched: set[str] = set()
    found, undisturbed = set(), True
    for place, cell in enumerate(cells):
        if cell.kind != "code":
            continue
        own = cell.planned is not None and cell.source == cell.planned.source
        name = cell.planned.cell_id if cell.planned and own else ""
        if not own and _reaches(cell.source):
            return set()
        used, stored = _names(_run_part(cell))
        if name in scenes and not used & touched and (undisturbed or name not in leading):
            found.add(place)
            continue
        undisturbed = False
        touched |= stored | used & data
    return found


def _run_part(cell: RebuiltCell) -> str:
    """Return what of a cell the student's process runs: of a test, the part that is visible."""
    planned = cell.planned
    return planned.given if planned and planned.role is Role.TEST else cell.source


def _names(source: str) -> tuple[set[str], set[str]]:
    r"""Return the names of the notebook that a cell uses, and those of them that it binds.

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
    """Say whether code may touch names that it does not write, or is not to be understood."""
    try:
        tree = ast.parse(source)
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
