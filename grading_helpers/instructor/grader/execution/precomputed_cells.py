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
    first = {name: source for name, source, place in lesson_cells(assignment) if place == "leading"}
    imports = frozenset(one for source in first.values() for one in _imports(source))
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
        used, stored = _names(_run_part(cell), imports)
        if name in precomputed and not used & touched and (undisturbed or name not in first):
            found.add(place)
            continue
        undisturbed = False
        touched |= stored | used & data
    return found


def _run_part(cell: RebuiltCell) -> str:
    """Return the source that the student's process runs: of a test, the visible part."""
    assigned = cell.assigned
    return assigned.given if assigned and assigned.role is Role.TEST else cell.source


def _names(
    source: str, imports: Collection[tuple[str, str]] = frozenset()
) -> tuple[set[str], set[str]]:
    r"""Return the global names that a cell uses, and those to which it gives another value.

    Parameters
    ----------
    source : str
        The source of the cell.
    imports : collection of (str, str)
        Imports after which a name has the value that it had before: each with what is imported.

    Examples
    --------
    >>> _names("def total(sales):\n    return sales.sum() + extra")[0] == {"total", "extra"}
    True
    >>> _names("import pandas as pd\nimport numpy as np", {("pd", "pandas")})[1]
    {'np'}
    """
    try:
        top = symtable.symtable(source, "<cell>", "exec")
        others = {name for name, what in _imports(source) if (name, what) not in imports}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(), set()

    def is_stored(one: symtable.Symbol) -> bool:
        return one.is_assigned() or (one.is_imported() and one.get_name() in others)

    used = set(top.get_identifiers())
    stored = {one.get_name() for one in top.get_symbols() if is_stored(one)}
    for table in _within(top):
        for one in table.get_symbols():
            if one.is_global():
                used.add(one.get_name())
                stored |= {one.get_name()} if is_stored(one) else set()
    return used, stored


def _imports(source: str) -> Iterator[tuple[str, str]]:
    """Yield each name that code imports, with what it imports under this name.

    Raises
    ------
    SyntaxError, ValueError, RecursionError, MemoryError
        If it cannot be parsed.
    """
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            for one in node.names:
                top = one.name.partition(".")[0]
                yield (one.asname, one.name) if one.asname else (top, top)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((one.asname or one.name, f"{module}.{one.name}") for one in node.names)


def _within(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _within(child)


def _reaches(source: str) -> bool:
    """Say whether code may change names that it does not mention, or cannot be parsed."""
    try:
        tree = parsed(source)
        top = symtable.symtable(source, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return bool(source.strip())
    return any(map(_is_reaching, ast.walk(tree))) or any(
        one.get_name() in REACHING or one.get_name().startswith("_i")
        for table in (top, *_within(top))
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
