"""What a test cell depends on: statements of the lesson, and names the student defines."""

from __future__ import annotations

import ast
import builtins
import re
import symtable
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

BLOCKS = ("body", "handlers", "orelse", "finalbody")
# What warnings call a cell of a submission. They are not for the instructor's terminal.
A_CELL = "<submission>"
warnings.filterwarnings("ignore", category=SyntaxWarning, module=A_CELL)
warnings.filterwarnings("ignore", category=DeprecationWarning, module=A_CELL)
# For how many cells it is remembered which names they, and their statements, define.
MOST_REMEMBERED = 300
MOST_STATEMENTS = 4_000
# Magics that define names, and what they do.
PYLAB = (
    "import numpy, matplotlib; from matplotlib import pylab, mlab, pyplot; "
    "np = numpy; plt = pyplot; from matplotlib.pylab import *; from numpy import *"
)
RUN = re.compile(r"%run\s+(?:-\w\s+)*[\"']?([\w./ -]+\.py)[\"']?\s*")
RUNS = "globals().update(__import__('runpy').run_path({!r}))"


@dataclass(frozen=True)
class Dependencies:
    """What a test needs.

    Parameters
    ----------
    setup : tuple of str
        Statements of the instructor's that the judge runs before the test.
    names : tuple of str
        Names that the judge asks the student's process for.
    unknown : tuple of str
        Those of them that no cell of the instructor's defines, as far as its text shows. If the
        setup defines them all the same, the student's process is not asked.
    imported : tuple of str
        Names that only answers import. The student has to import them too, but the test uses
        what the instructor imported.
    keeps_inputs : bool
        Whether the solutions that the test calls certainly leave their arguments as they are.
    """

    setup: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    imported: tuple[str, ...] = ()
    keeps_inputs: bool = False


def dependencies_of(
    test: str, lesson: Sequence[str], answers: Sequence[str], above: Sequence[str] | None = None
) -> Dependencies:
    r"""Return what a test depends on.

    Parameters
    ----------
    test : str
        The whole test cell.
    lesson : sequence of str
        The instructor's other code cells above it, tests included.
    answers : sequence of str
        The instructor's answer cells; the names they define come from the student.
    above : sequence of str, optional
        The answer cells above the test, by default all of them. What they import is the
        instructor's, so that no student can replace a library that the test uses.

    Examples
    --------
    >>> lesson, answers = ["import pandas as pd", "x = [1]\ny = 2"], ["def nps(scores): ..."]
    >>> found = dependencies_of("assert nps(pd.Series(x)) == k", lesson, answers)
    >>> found.setup, found.names, found.unknown
    (('import pandas as pd', 'x = [1]'), ('k', 'nps'), ('k',))
    """
    imports = [
        one
        for cell in (answers if above is None else above)
        for one in _statements(cell)
        if _is_import(one)
    ]
    statements = [*imports, *(one for cell in lesson for one in _statements(cell))]
    theirs = {
        name
        for cell in answers
        for one in _statements(cell)
        if not _is_import(one)
        for name in _bound(one)
    }
    wanted = _free(_statements(test))
    chosen = _chosen(statements, wanted, theirs)
    ours = {name for number in chosen for name in _bound(statements[number])}
    if wanted - theirs - ours:
        everything = {number for number, one in enumerate(statements) if _binds_unseen(one)}
        chosen |= everything | _chosen(statements, wanted, theirs)
        ours |= {name for number in chosen for name in _bound(statements[number])}
    setup = tuple(ast.unparse(statements[number]) for number in sorted(chosen))
    given = {n for n in chosen if n >= len(imports)}
    imported = ours - {name for number in given for name in _bound(statements[number])}
    unknown = wanted - theirs - ours
    return Dependencies(
        setup,
        tuple(sorted(wanted & theirs | unknown)),
        tuple(sorted(unknown)),
        tuple(sorted(imported & wanted - theirs)),
    )


def _chosen(statements: Sequence[ast.stmt], wanted: set[str], theirs: set[str]) -> set[int]:
    """Return the places of the statements that define what is needed; add what they need."""
    chosen: set[int] = set()
    grows = True
    while grows:
        before = len(chosen)
        for number, one in enumerate(statements):
            if number not in chosen and _touched(one) & (wanted - theirs):
                chosen.add(number)
                wanted |= _free([one])
        grows = len(chosen) > before
    return chosen


def _is_import(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Import | ast.ImportFrom)


def _binds_unseen(statement: ast.stmt) -> bool:
    """Return whether a statement defines names that its text does not show."""
    starred = isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*"
    return starred or ast.unparse(statement).startswith("globals().update(")


def names_bound(cell: str) -> frozenset[str]:
    r"""Return the names that a cell defines at the top level.

    Examples
    --------
    >>> sorted(names_bound("SHARE = 5\ndef nps(scores): ..."))
    ['SHARE', 'nps']
    """
    return _names_bound(cell) or frozenset()


@lru_cache(MOST_REMEMBERED)
def _names_bound(cell: str) -> frozenset[str] | None:
    """Return the names that a cell defines; None if it cannot be parsed.

    Symbol tables are made much faster than syntax trees, which matters for very long cells.
    """
    try:
        top = symtable.symtable(without_magics(cell), A_CELL, "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return frozenset(
        one.get_name() for one in top.get_symbols() if one.is_assigned() or one.is_imported()
    )


def without_magics(source: str) -> str:
    r"""Return the code of a cell without IPython's magics and shell commands.

    Examples
    --------
    >>> without_magics("%matplotlib inline\nx = 1")
    'pass\nx = 1'
    """
    return "\n".join("pass" if line.startswith(("%", "!")) else line for line in source.split("\n"))


def is_python(source: str) -> bool:
    r"""Return whether the code of a cell can be parsed, apart from magics.

    Examples
    --------
    >>> is_python("%matplotlib qt\nx = 1"), is_python("def f(:")
    (True, False)
    """
    return _names_bound(source) is not None


_TAKING_TURNS = Lock()


def parsed(source: str) -> ast.Module:
    """Return the syntax tree of code; threads take turns.

    Python 3.11 counts the depth of all threads together, and raises a SystemError in one that
    parses while another does (python/cpython issue 106905).

    Raises
    ------
    SyntaxError, ValueError, RecursionError or MemoryError
        If the code cannot be parsed.
    """
    with _TAKING_TURNS:
        return ast.parse(source, A_CELL)


@lru_cache(MOST_REMEMBERED)
def _statements(cell: str) -> tuple[ast.stmt, ...]:
    lines = (_magic_as_python(line) for line in cell.split("\n"))
    try:
        return tuple(parsed(without_magics("\n".join(lines))).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()


def _magic_as_python(line: str) -> str:
    """Return Python for a magic that defines names; any other line as it is."""
    if re.match(r"%pylab\b", line):
        return PYLAB
    found = RUN.fullmatch(line)
    return RUNS.format(found[1]) if found else line


@lru_cache(MOST_STATEMENTS)
def _bound(statement: ast.AST) -> frozenset[str]:
    """Return the names that a statement defines at the top level."""
    found = set()
    for node in _own_nodes(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
    return frozenset(found - {"*"})


@lru_cache(MOST_STATEMENTS)
def _touched(statement: ast.AST) -> frozenset[str]:
    """Return the names that a statement defines or modifies, as ``x["a"] = 1`` does."""
    found = set(_bound(statement))
    for node in _own_nodes(statement):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
            root: ast.expr = node
            while isinstance(root, ast.Attribute | ast.Subscript):
                root = root.value
            if isinstance(root, ast.Name):
                found.add(root.id)
    return frozenset(found)


def _own_nodes(statement: ast.AST) -> list[ast.AST]:
    """Return the nodes of a statement that are not inside a nested function or class."""
    found, waiting = [], [statement]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if not isinstance(
            node,
            ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda | ast.comprehension,
        ):
            waiting += ast.iter_child_nodes(node)
    return found


def _free(statements: Sequence[ast.stmt]) -> set[str]:
    """Return the names that statements use without defining them first, except builtins."""
    free: set[str] = set()
    _use(statements, set(dir(builtins)), free)
    return free - {"display", "get_ipython"}


def _use(statements: Sequence[ast.stmt], bound: set[str], free: set[str]) -> None:
    """Collect names from statements in order, including those in loops and branches."""
    for statement in statements:
        blocks = [part for name in BLOCKS for part in getattr(statement, name, [])]
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            blocks = []
        inner = {id(node) for block in blocks for node in ast.walk(block)}
        header = [node for node in ast.walk(statement) if id(node) not in inner]
        used = {
            node.id
            for node in header
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        free |= used - bound - _bound_within(header)
        if blocks:
            bound |= {
                node.id
                for node in header
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
            for block in blocks:
                if isinstance(block, ast.ExceptHandler):
                    _use(block.body, bound | {block.name or ""}, free)
                elif isinstance(block, ast.stmt):
                    _use([block], bound, free)
        bound |= _bound(statement)


def _bound_within(nodes: Sequence[ast.AST]) -> set[str]:
    """Return the local names of functions, lambdas and comprehensions."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.comprehension):
            found |= {one.id for one in ast.walk(node.target) if isinstance(one, ast.Name)}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found |= {name for part in node.body for name in _bound(part)} | {node.name}
        elif isinstance(node, ast.NamedExpr):
            found.add(node.target.id)
    return found
