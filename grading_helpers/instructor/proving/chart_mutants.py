"""What may change in an answer that draws a chart, in addition to what may change in any answer.

Each change is one that a person might make while drawing: the axes exchanged, a colour that nobody
sees, a label left out, bars in another order, limits that cut something off.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)

# Methods that are easily confused.
SWAPPED = (
    *(("bar", "barh"), ("plot", "scatter"), ("bar", "plot"), ("axhline", "axvline")),
    *(("hlines", "vlines"), ("set_xlabel", "set_ylabel"), ("supxlabel", "supylabel")),
    *(("xlabel", "ylabel"), ("set_xticks", "set_yticks"), ("xticks", "yticks")),
    *(("set_xlim", "set_ylim"), ("xlim", "ylim"), ("invert_xaxis", "invert_yaxis")),
)
# Values that are easily confused, such as the name of a column or the kind of a plot.
SWAPPED_TEXTS = (("mean", "count"), ("bar", "barh"), ("bar", "line"))
# What hides a mark, by the method that draws it.
HIDDEN = {
    "bar": ("color='none'", "width=0", "bottom=1"),
    "plot": ("color='none'", "linewidth=0", "marker=''"),
    "scatter": ("s=0", "facecolors='white'", "color='black'"),
    **dict.fromkeys(("axhline", "axline", "hlines"), ("color='none'", "linewidth=0")),
}
# In which order things come.
TURNED = {
    "sorted": "reverse=True",
    "sort": "reverse=True",
    "sort_values": "ascending=False",
    "sort_index": "ascending=False",
}
# What may be done to a chart at the end.
AFTERWARDS = (
    "plt.gca().invert_xaxis()",
    "plt.gca().invert_yaxis()",
    "plt.ylim(0, 1)",
    "plt.xlim(0.6)",
    "plt.xlabel('')",
    "plt.ylabel('value')",
    "plt.xticks([])",
    "plt.yticks([])",
    "plt.plot([0, 1], [1, 2])",
    "plt.gca().patches[0].remove()",
    "plt.gca().lines[0].remove()",
)
_WITH_UNIT = re.compile(r"\s*([(\[])([^)\]]*)[)\]]")


def chart_changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may replace a node of an answer that draws a chart.

    Parameters
    ----------
    node : ast.AST
        A node of the answer.

    Examples
    --------
    >>> call = ast.parse("axes.axhline(0)", mode="eval").body
    >>> [ast.unparse(one) for one in chart_changes(call)][:2]
    ["axes.axhline(0, color='none')", 'axes.axhline(0, linewidth=0)']
    """
    change = _CHANGES.get(type(node))
    return iter(change(node)) if change else iter(())


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    name = _name(node.func)
    if name in HIDDEN and len(node.args) > 1:
        first, second, *rest = node.args
        yield _with(node, args=[second, first, *rest])
        yield _with(node, args=[_sliced(first, "::-1"), second, *rest])
        yield _with(node, args=[first, _sliced(second, "::-1"), *rest])
    for keyword in (*HIDDEN.get(name, ()), *([TURNED[name]] if name in TURNED else ())):
        yield _with_keyword(node, keyword)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _with_keyword(node: ast.Call, text: str) -> ast.Call:
    """Return a call with a keyword, which replaces any of that name."""
    call = ast.parse(f"call({text})", mode="eval").body
    assert isinstance(call, ast.Call)
    (new,) = call.keywords
    kept = [one for one in node.keywords if one.arg != new.arg]
    return _with(node, keywords=[*kept, new])


def _sliced(node: ast.expr, bounds: str) -> ast.expr:
    return ast.parse(f"list({ast.unparse(node)})[{bounds}]", mode="eval").body


def _attributes(node: ast.Attribute) -> Iterator[ast.AST]:
    for name in _partners(node.attr, SWAPPED):
        yield _with(node, attr=name)


def _partners(name: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for one, other in pairs:
        if name in (one, other):
            yield other if name == one else one


def _keywords(node: ast.keyword) -> Iterator[ast.AST]:
    for name in _partners(node.arg or "", SWAPPED):
        yield _with(node, arg=name)


def _texts(node: ast.Constant) -> Iterator[ast.AST]:
    if not isinstance(node.value, str):
        return
    yield ast.Constant("")
    for text in _partners(node.value, SWAPPED_TEXTS):
        yield ast.Constant(text)
    if _WITH_UNIT.search(node.value):
        yield ast.Constant(_WITH_UNIT.sub("", node.value))
        yield ast.Constant(_WITH_UNIT.sub(r" \1value)", node.value))


def _orders(node: ast.For | ast.comprehension) -> Iterator[ast.AST]:
    for bounds in ("1:", ":-1", "::-1"):
        yield _with(node, iter=_sliced(node.iter, bounds))


def _entries(node: ast.ListComp) -> Iterator[ast.AST]:
    for call in ("-({})", "abs({})", "round({})"):
        yield _with(node, elt=ast.parse(call.format(ast.unparse(node.elt)), mode="eval").body)


def _returned(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is None:
        return
    for change in AFTERWARDS:
        after = ast.parse(f"({ast.unparse(node.value)}, {change})[0]", mode="eval").body
        yield _with(node, value=after)


def _with(node: Node, **fields: object) -> Node:
    copied = deepcopy(node)
    for name, value in fields.items():
        setattr(copied, name, value)
    return copied


_CHANGES: dict[type[ast.AST], Callable[..., Iterable[ast.AST]]] = {
    ast.Attribute: _attributes,
    ast.Call: _calls,
    ast.Constant: _texts,
    ast.For: _orders,
    ast.ListComp: _entries,
    ast.Return: _returned,
    ast.comprehension: _orders,
    ast.keyword: _keywords,
}
