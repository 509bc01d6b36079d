"""Mutants: answers with one small change, such as a program finds and a student might write.

They are made on Python's own syntax tree. What matters here is what a function returns, not how it
is laid out, and a mutant is shown by the one expression that changed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain

Changes = Callable[[ast.AST], Iterator["ast.AST | None"]]
COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
# Functions and methods that are easily confused.
PAIRS = (
    *(("min", "max"), ("first", "last"), ("any", "all"), ("idxmin", "idxmax"), ("ge", "gt")),
    *(("le", "lt"), ("eq", "ne"), ("isna", "notna"), ("isnull", "notnull"), ("head", "tail")),
    *(("mean", "median"), ("mean", "sum"), ("count", "size"), ("nunique", "count")),
    *(("lower", "upper"), ("startswith", "endswith"), ("nlargest", "nsmallest")),
    *(("union", "intersection"), ("floor", "ceil"), ("cummin", "cummax"), ("add", "sub")),
    *(("mul", "div"), ("ffill", "bfill"), ("lstrip", "rstrip"), ("argmin", "argmax")),
)
SWAPS: dict[str, list[str]] = {}
for _one, _other in PAIRS:
    SWAPS.setdefault(_one, []).append(_other)
    SWAPS.setdefault(_other, []).append(_one)
BUILT_IN = {"min", "max", "any", "all", "sum"}
# Dropping these gives the same result in another type, which graders read alike.
KEPT_CALLS = {"copy", "to_dict", "tolist", "to_list", "list", "tuple", "float", "items", "dict"}
KEPT_KEYWORDS = {"index", "name", "copy", "dtype", "strict", "ignore_index", "sort", "inplace"}


@dataclass(frozen=True)
class Mutant:
    """An answer with one change.

    Parameters
    ----------
    code : str
        The whole answer.
    line : int
        The line of the answer that changed.
    change : str
        The expression before and after.
    """

    code: str
    line: int
    change: str


def mutants(code: str, kinds: Iterable[Changes] = ()) -> list[Mutant]:
    r"""Return the mutants of an answer, no two of them with the same code.

    Parameters
    ----------
    code : str
        Valid Python.
    kinds : iterable of callable, optional
        Each yields what may replace a node; by default `any_changes`.

    Examples
    --------
    >>> for one in mutants("def top(x):\n    return x >= 4"):
    ...     print(one.line, one.change)
    2 x >= 4 → x > 4
    2 x >= 4 → x <= 4
    2 4 → 5
    2 4 → 3
    """
    tree = ast.parse(code)
    homes = dict(_homes(tree))
    seen = {ast.unparse(tree)}
    found = []
    for node in _places(tree):
        for new in chain.from_iterable(kind(node) for kind in kinds or (any_changes,)):
            try:
                text = homes[node].text_with(new, tree)
                if text in seen:
                    continue
                seen.add(text)
                compile(text, "<mutant>", "exec")
            except (SyntaxError, ValueError):
                continue
            before, after = ast.unparse(node), ast.unparse(new) if new else "nothing"
            found.append(Mutant(text, getattr(node, "lineno", 0), f"{before} → {after}"))
    return found


def _places(tree: ast.AST) -> list[ast.AST]:
    """Return the nodes that may change, always in the same order."""
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr):
            skipped |= set(ast.walk(node))
        elif isinstance(node, ast.Raise) and node.exc:  # the words of an error are not graded
            skipped |= set(ast.walk(node.exc))
        elif isinstance(node, ast.FunctionDef) and node.returns:
            skipped |= set(ast.walk(node.returns))
        elif isinstance(node, ast.arg) and node.annotation:
            skipped |= set(ast.walk(node.annotation))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped |= {node, node.value}
    return [node for node in ast.walk(tree) if node not in skipped]


@dataclass(frozen=True)
class _Home:
    """Where a node is: the field of its parent, and its place if the field is a list."""

    parent: ast.AST
    field: str
    place: int | None

    def text_with(self, new: ast.AST | None, tree: ast.AST) -> str:
        """Return the code of the whole tree with this node replaced; None puts ``pass`` there."""
        old = getattr(self.parent, self.field)
        node = ast.Pass() if new is None else new
        if self.place is None:
            setattr(self.parent, self.field, node)
        else:
            setattr(self.parent, self.field, [*old[: self.place], node, *old[self.place + 1 :]])
        try:
            return ast.unparse(tree)
        finally:
            setattr(self.parent, self.field, old)


def _homes(tree: ast.AST) -> Iterator[tuple[ast.AST, _Home]]:
    """Yield each node below the top of a tree, and where it is."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            for place, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.AST):
                    yield node, _Home(parent, field, place)


def any_changes(node: ast.AST) -> Iterator[ast.AST | None]:
    """Yield what may replace a node of any answer; None means that it is left out."""
    change = CHANGES.get(type(node))
    return iter(change(node)) if change else iter(())


def _comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        for new in COMPARED[type(operator)]:
            yield _with(node, ops=[*node.ops[:place], new(), *node.ops[place + 1 :]])


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1) if value else ast.Constant(0.5)
    elif isinstance(value, str):
        yield ast.Constant(f"{value}x" if value else "x")
        # Names of aggregations are in text: agg("mean"), rank(method="first").
        for name in SWAPS.get(value, ()):
            yield ast.Constant(name)


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    """Yield a call without itself, and without each of its keywords."""
    function = node.func
    if isinstance(function, ast.Attribute) and function.attr not in KEPT_CALLS:
        yield function.value
    if isinstance(function, ast.Name) and function.id not in KEPT_CALLS and len(node.args) == 1:
        yield node.args[0]
    for out in node.keywords:
        if out.arg not in KEPT_KEYWORDS:
            yield _with(node, keywords=[one for one in node.keywords if one is not out])


def _operators(node: ast.BinOp | ast.AugAssign) -> Iterator[ast.AST]:
    if new := COMPUTED.get(type(node.op)):
        yield _with(node, op=new())


def _conditions(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for out in node.values:
        rest = [value for value in node.values if value is not out]
        yield rest[0] if len(rest) == 1 else _with(node, values=rest)


def _fixed(node: ast.If | ast.IfExp | ast.While) -> Iterator[ast.AST]:
    for value in (True, False):
        yield _with(node, test=ast.Constant(value))


def _filters(node: ast.comprehension) -> Iterator[ast.AST]:
    for out in node.ifs:
        yield _with(node, ifs=[one for one in node.ifs if one is not out])


def _attributes(node: ast.Attribute) -> Iterator[ast.AST]:
    for name in SWAPS.get(node.attr, ()):
        yield _with(node, attr=name)


def _names(node: ast.Name) -> Iterator[ast.AST]:
    for name in SWAPS.get(node.id, ()):
        if name in BUILT_IN and isinstance(node.ctx, ast.Load):
            yield _with(node, id=name)


def _bounds(node: ast.Slice) -> Iterator[ast.AST]:
    for bound in ("lower", "upper", "step"):
        if getattr(node, bound) is not None:
            yield _with(node, **{bound: None})


def _left_out(node: ast.stmt) -> Iterator[None]:
    if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call):
        yield None


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """Return a copy of a node with some fields changed."""
    copied = deepcopy(node)
    for name, value in fields.items():
        setattr(copied, name, value)
    return copied


CHANGES: dict[type[ast.AST], Callable[..., Iterable[ast.AST | None]]] = {
    ast.Compare: _comparisons,
    ast.BinOp: _operators,
    ast.AugAssign: _operators,
    ast.BoolOp: _conditions,
    ast.UnaryOp: lambda node: [node.operand],
    ast.Constant: _constants,
    ast.Call: _calls,
    ast.If: _fixed,
    ast.IfExp: _fixed,
    ast.While: _fixed,
    ast.comprehension: _filters,
    ast.Attribute: _attributes,
    ast.Name: _names,
    ast.Slice: _bounds,
    ast.Continue: _left_out,
    ast.Break: _left_out,
    ast.Raise: _left_out,
    ast.Expr: _left_out,
}
