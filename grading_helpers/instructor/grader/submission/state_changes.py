"""Which cells may change more than the names that they define.

Hidden tests run after the last cell. What a cell changes beyond names, such as an attribute of a
class, a setting or a file, has to be kept as it was for the tests above it. This is decided from
the source alone; if it is not certain, the cell counts as one that changes something.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grading_helpers.instructor.grader.submission.cell_names import BROKEN
from grading_helpers.instructor.grader.submission.dependencies import parsed, without_magics

# What comes after so much code is not read.
MOST_CODE = 200_000
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
# Functions that change nothing, apart from what they are given to call.
CALM_NAMES = {
    *("abs", "all", "any", "bool", "dict", "enumerate", "filter", "float", "format", "frozenset"),
    *("getattr", "hasattr", "help", "int", "isinstance", "len", "list", "map", "max", "min"),
    *("print", "range", "repr", "reversed", "round", "set", "sorted", "str", "sum", "tuple"),
    *("type", "zip", "check", "data_path", "display", "explore", "guess", "lesson_summary"),
    *("practice", "progress", "quiz", "show"),
}
CALM_DECORATORS = {
    *("abstractmethod", "cache", "cached_property", "classmethod", "dataclass", "lru_cache"),
    *("property", "setter", "singledispatch", "staticmethod", "total_ordering", "unique", "wraps"),
}
CALM_METHODS = {
    *CALM_DECORATORS,
    *("agg", "all", "any", "apply", "assign", "astype", "copy", "corr", "count", "describe"),
    *("DataFrame", "dot", "drop", "drop_duplicates", "dropna", "equals", "fillna", "format", "get"),
    *("groupby", "head", "idxmax", "idxmin", "index", "info", "isin", "isna", "items", "join"),
    *("keys", "lower", "map", "max", "mean", "median", "melt", "merge", "min", "nlargest"),
    *("notna", "nsmallest", "nunique", "pivot", "pivot_table", "quantile", "query", "rank"),
    *("read_csv", "rename", "replace", "reset_index", "round", "Series", "set_index", "size"),
    *("sort_index", "sort_values", "split", "startswith", "std", "strip", "sum", "tail"),
    *("to_datetime", "to_dict", "to_frame", "to_list", "to_numpy", "tolist", "transform"),
    *("unique", "unstack", "upper", "value_counts", "values", "var"),
    *("array", "arange", "concat", "cumsum", "cumprod", "diff", "shift", "where", "zeros", "ones"),
}
# Whatever is done to these is closed, or remembered, before a test.
CHARTS = {"plt", "fig", "figure", "ax", "axes"}
CHANGING_METHODS = {
    *("add", "append", "appendleft", "clear", "close", "discard", "extend", "insert", "pop"),
    *("popitem", "popleft", "remove", "reverse", "savefig", "seed", "send", "setdefault"),
    *("shuffle", "simplefilter", "sort", "to_csv", "to_excel", "to_json", "update", "write"),
    "write_text",
}
CHANGING_NAMES = {"delattr", "eval", "exec", "globals", "next", "open", "setattr", "vars"}
CALM_MODULES = {
    *("__future__", "collections", "dataclasses", "datetime", "enum", "functools"),
    *("grading_helpers", "itertools", "json", "math", "matplotlib", "numpy", "pandas", "re"),
    *("statistics", "string", "typing"),
}
CALM_MAGICS = ("%matplotlib", "%time", "%%time")


class ChangingFunctions:
    r"""The functions of a notebook, as far as it has been run, that may change something.

    Examples
    --------
    >>> functions = ChangingFunctions()
    >>> functions.may_change("def total(prices): return sum(prices)\ntotal([1, 2])")
    False
    >>> functions.may_change("seen = {}\ndef note(name): seen[name] = 1")
    False
    >>> functions.may_change("note('Ada')"), functions.may_change("Rules.least = 5")
    (True, True)
    """

    def __init__(self) -> None:
        self.read = 0
        self.known: set[str] = set()
        self.changing: set[str] = set()

    def may_change(self, source: str) -> bool:
        """Return whether a cell may change more than names, and note the functions in it."""
        self.read += len(source)
        if self.read > MOST_CODE:
            return True
        lines = source.split("\n")
        magics = [one for one in lines if one.startswith(("%", "!"))]
        try:
            tree = parsed(without_magics(source))
        except BROKEN:
            return bool(source.strip())
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                self.known.add(node.name)
                self.changing.discard(node.name)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and self._changes(node):
                self.changing.add(node.name)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                self.known |= {one.id for one in node.targets if isinstance(one, ast.Name)}
        unusual = any(not one.startswith(CALM_MAGICS) for one in magics)
        return unusual or any(map(self.is_change, _executed(tree)))

    def is_change(self, node: ast.AST) -> bool:
        """Return whether a node that is executed at the top level may change something."""
        if isinstance(node, ast.Attribute | ast.Subscript):
            return not isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.Import):
            return any(one.name.partition(".")[0] not in CALM_MODULES for one in node.names)
        if isinstance(node, ast.ImportFrom):
            return (node.module or "").partition(".")[0] not in CALM_MODULES
        if isinstance(node, ast.Name):
            # It is called, or given to something that may call it.
            return isinstance(node.ctx, ast.Load) and node.id in self.changing
        return isinstance(node, ast.Call) and not self._is_calm(node)

    def _is_calm(self, call: ast.Call) -> bool:
        if any(one.arg in ("inplace", "out", None) for one in call.keywords):
            return False
        if isinstance(call.func, ast.Name):
            return call.func.id in CALM_NAMES | CALM_DECORATORS | self.known
        if isinstance(call.func, ast.Attribute):
            return call.func.attr in CALM_METHODS or _root(call.func) in CHARTS
        return False

    def _changes(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        """Return whether a function may change something that was there before its call."""
        own = {
            node.id
            for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Global | ast.Nonlocal):
                return True
            if isinstance(node, ast.Attribute | ast.Subscript):
                written = not isinstance(node.ctx, ast.Load)
                if written and _root(node) not in own | CHARTS:
                    return True
            if isinstance(node, ast.Name) and node.id in self.changing | CHANGING_NAMES:
                return True
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                changing = node.func.attr in CHANGING_METHODS and _root(node.func) not in own
                if changing or "random" in ast.unparse(node.func):
                    return True
        return False


def keeps_its_inputs(source: str) -> bool:
    r"""Return whether no function in a cell can change what it is given, as far as is certain.

    Examples
    --------
    >>> keeps_its_inputs("def ranking(totals):\n    return totals.sort_values()")
    True
    >>> keeps_its_inputs("def add(names):\n    names.append('Ada')")
    False
    """
    functions = ChangingFunctions()
    functions.may_change(source)
    try:
        nodes = list(ast.walk(parsed(without_magics(source))))
    except BROKEN:
        return False
    return not functions.changing and not any(
        isinstance(node, ast.AugAssign)
        or (isinstance(node, ast.Attribute | ast.Subscript) and functions.is_change(node))
        or (isinstance(node, ast.Call) and functions.is_change(node))
        for node in nodes
    )


def _executed(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run when a cell does: not those within functions."""
    for child in ast.iter_child_nodes(tree):
        decorators = getattr(child, "decorator_list", [])
        for one in decorators:
            yield one if isinstance(one, ast.Call) else ast.Call(one, [], [])
        if isinstance(child, FUNCTIONS):
            for part in (*decorators, *child.args.defaults):
                yield part
                yield from _executed(part)
        else:
            yield child
            yield from _executed(child)


def _root(node: ast.AST) -> str:
    """Return the name before the first dot or bracket; empty if there is none."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
