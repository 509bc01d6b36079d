"""What a test cell needs besides itself: statements of the lesson, names of the student."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence
from dataclasses import dataclass

from grading_helpers.instructor.grader.judge_text import without_magics

BLOCKS = ("body", "handlers", "orelse", "finalbody")


@dataclass(frozen=True)
class Needs:
    """Statements that the judge runs before a test, and names that the student's process has."""

    setup: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def needs_of(test: str, lesson: Sequence[str], answers: Sequence[str]) -> Needs:
    r"""Return what a test needs.

    Parameters
    ----------
    test : str
        The whole test cell.
    lesson : sequence of str
        The instructor's ordinary code cells above it.
    answers : sequence of str
        The answer cells of the instructor: what they bind is the student's.

    Examples
    --------
    >>> needs_of("assert nps(pd.Series(x)) == k", ["import pandas as pd", "x = [1]\ny = 2"],
    ...          ["def nps(scores): ..."])
    Needs(setup=('import pandas as pd', 'x = [1]'), names=('k', 'nps'))
    """
    statements = [one for cell in lesson for one in _statements(cell)]
    theirs = {name for cell in answers for name in names_bound(cell)}
    wanted, chosen = _free(_statements(test)), set[int]()
    grows = True
    while grows:
        before = len(chosen)
        for number, one in enumerate(statements):
            if number not in chosen and _touched(one) & (wanted - theirs):
                chosen.add(number)
                wanted |= _free([one])
        grows = len(chosen) > before
    bound = {name for number in chosen for name in _bound(statements[number])}
    setup = tuple(ast.unparse(statements[number]) for number in sorted(chosen))
    return Needs(setup, tuple(sorted(wanted & theirs | wanted - bound)))


def names_bound(cell: str) -> set[str]:
    r"""Return the names that a cell binds at the top level.

    Examples
    --------
    >>> sorted(names_bound("SHARE = 5\ndef nps(scores): ..."))
    ['SHARE', 'nps']
    """
    return {name for one in _statements(cell) for name in _bound(one)}


def _statements(cell: str) -> list[ast.stmt]:
    try:
        return ast.parse(without_magics(cell)).body
    except (SyntaxError, ValueError):
        return []


def _bound(statement: ast.AST) -> set[str]:
    """Return the names that a statement binds at the top level."""
    found = set()
    for node in _own_nodes(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
    return found


def _touched(statement: ast.AST) -> set[str]:
    """Return the names that a statement binds or changes in part, as ``x["a"] = 1`` does."""
    found = _bound(statement)
    for node in _own_nodes(statement):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
            root: ast.expr = node
            while isinstance(root, ast.Attribute | ast.Subscript):
                root = root.value
            if isinstance(root, ast.Name):
                found.add(root.id)
    return found


def _own_nodes(statement: ast.AST) -> list[ast.AST]:
    """Return the nodes of a statement that are not inside a function or class of its own."""
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
    """Return the names that statements use and do not bind before, nor Python itself."""
    free: set[str] = set()
    _use(statements, set(dir(builtins)), free)
    return free - {"display", "get_ipython"}


def _use(statements: Sequence[ast.stmt], bound: set[str], free: set[str]) -> None:
    """Walk statements in their order, those within loops and branches too."""
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
    """Return the names that functions, lambdas and comprehensions bind for themselves."""
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
