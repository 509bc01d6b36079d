"""Which names a cell uses, and to which it gives another value."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Collection, Iterator

from grading_helpers.instructor.grader.submission.dependencies import (
    A_CELL,
    parsed,
    without_magics,
)

BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)


def used_and_stored(
    source: str, imports: Collection[tuple[str, str]] = frozenset()
) -> tuple[set[str], set[str]]:
    r"""Return the global names that a cell uses, and those to which it gives another value.

    A name is not used if the cell gives it a value before anything else.

    Parameters
    ----------
    source : str
        The source of the cell.
    imports : collection of (str, str)
        Imports after which a name has the value that it had before: each with what is imported.

    Returns
    -------
    used, stored : set of str
        Both empty if the cell cannot be parsed.

    Examples
    --------
    >>> used, stored = used_and_stored("def total(sales):\n    return sales.sum() + extra")
    >>> sorted(used), sorted(stored)
    (['extra'], ['total'])
    >>> used_and_stored("import pandas as pd\nimport numpy as np", {("pd", "pandas")})[1]
    {'np'}
    """
    source = without_magics(source)
    try:
        top = symtable.symtable(source, A_CELL, "exec")
        others = {name for name, what in imports_in(source) if (name, what) not in imports}
        fresh = _fresh(parsed(source))
    except BROKEN:
        return set(), set()

    def is_stored(one: symtable.Symbol) -> bool:
        return one.is_assigned() or (one.is_imported() and one.get_name() in others)

    used = set(top.get_identifiers()) - fresh
    stored = {one.get_name() for one in top.get_symbols() if is_stored(one)}
    for table in symbol_tables(top):
        for one in table.get_symbols():
            if table is not top and one.is_global():
                used |= {one.get_name()} - fresh
                stored |= {one.get_name()} if is_stored(one) else set()
    return used, stored


def imports_in(source: str) -> Iterator[tuple[str, str]]:
    """Yield each name that code imports, with what it imports under this name.

    Raises
    ------
    SyntaxError, ValueError, RecursionError, MemoryError
        If it cannot be parsed.
    """
    for node in ast.walk(parsed(without_magics(source))):
        if isinstance(node, ast.Import):
            for one in node.names:
                top = one.name.partition(".")[0]
                yield (one.asname, one.name) if one.asname else (top, top)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((one.asname or one.name, f"{module}.{one.name}") for one in node.names)


def symbol_tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    """Yield a table and those of the functions and classes within it."""
    yield table
    for child in table.get_children():
        yield from symbol_tables(child)


def _fresh(tree: ast.Module) -> set[str]:
    """Return the names that get a value in a statement of their own before they are mentioned."""
    fresh: set[str] = set()
    mentioned: set[str] = set()
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            given = {statement.name}
            inner = list(ast.iter_child_nodes(statement))
        elif isinstance(statement, ast.Assign):
            given = {one for target in statement.targets for one in _plain(target)}
            inner = [statement.value]
        else:
            given, inner = set(), []
        fresh |= given - mentioned - {name for node in inner for name in _mentioned(node)}
        mentioned |= set(_mentioned(statement)) | given
    return fresh


def _plain(target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _plain(part)


def _mentioned(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Global | ast.Nonlocal):
            yield from node.names
