"""Make answers anonymous: remove everything that could reveal who wrote them.

The code is parsed and written out again, which removes comments, blank lines, spacing, docstrings
and other unused strings. An identifier that comes neither from the task, nor from the corpus, nor
from a library becomes ``name_1``, ``name_2`` and so on, consistently. A string is kept only if
every word in it occurs in the task; otherwise it becomes ``"text_1"``. Numbers of six or more
digits, which could identify a person, become ``number_1``. Words from the names and ids of the
class are never kept.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import keyword
import math
import re
import statistics
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

import matplotlib.axes
import matplotlib.figure
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.grader.submission.assignment import Assignment, Role
from grading_helpers.instructor.grader.submission.dependencies import without_magics
from grading_helpers.instructor.report.student_names import WORD, names_someone

LONGEST = 20_000
LONGEST_NUMBER = 999_999
_FORMAT = re.compile(r"[<>=^]?[-+ ]?#?0?\d*[,_]?(\.\d+)?[bcdeEfFgGnosxX%]?")


class NoPythonError(ValueError):
    """Code that cannot be parsed, so it cannot be made anonymous."""


def anonymised(code: str, known: Vocabulary) -> str:
    r"""Return an answer without anything that could reveal who wrote it.

    Parameters
    ----------
    code : str
        The source of an answer cell.
    known : Vocabulary
        The words that may be kept.

    Raises
    ------
    NoPythonError
        If the code cannot be parsed.

    Examples
    --------
    >>> known = Vocabulary(frozenset({"nps"}), frozenset({"sum"}), frozenset({"score"}))
    >>> code = "# by Ada\ndef nps(adas): return sum(adas['Score'] + adas['Ada'])"
    >>> print(anonymised(code, known))
    def nps(name_1):
        return sum(name_1['Score'] + name_1['text_1'])
    """
    lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in code.split("\n")]
    try:
        if len(code) > LONGEST:
            raise ValueError("too long")
        tree = ast.parse("\n".join(lines))
        return ast.unparse(ast.fix_missing_locations(_Masks(known).visit(tree))).strip()
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NoPythonError(f"{type(error).__name__}") from error


@dataclass
class _Masks(ast.NodeTransformer):
    """Replaces names that could reveal somebody with neutral ones."""

    known: Vocabulary
    given: dict[tuple[str, str], str] = field(default_factory=dict)

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Rename the identifiers of a node, remove unused strings, and visit its children."""
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            node.body = [one for one in node.body if not _is_lone_string(one)] or [ast.Pass()]
        for name, value in ast.iter_fields(node):
            if isinstance(value, str):
                shown = None if name == "type_comment" else self._dotted(value)
                setattr(node, name, shown)
            elif name == "names" and isinstance(node, ast.Global | ast.Nonlocal):
                node.names = [self._dotted(one) for one in node.names]
        return super().generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Keep strings of the task and all small numbers."""
        value = node.value
        if isinstance(value, str):
            return ast.Constant(self._string(value))
        if isinstance(value, bytes):
            return ast.Constant(self._generic("text", repr(value)).encode())
        if isinstance(value, int | float) and abs(value) > LONGEST_NUMBER and value < 1e300:
            return ast.Name(self._generic("number", repr(value)), ast.Load())
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        """Keep a format specification only if it is a plain one."""
        node.value = self.visit(node.value)
        spec = node.format_spec
        if isinstance(spec, ast.JoinedStr) and not _is_format(spec):
            node.format_spec = None
        return node

    def _dotted(self, name: str) -> str:
        return ".".join(self._identifier(part) for part in name.split("."))

    def _identifier(self, name: str) -> str:
        known = name in self.known.identifiers or name in self.known.library
        return name if known or not name.strip("_*") else self._generic("name", name)

    def _string(self, text: str) -> str:
        words = (word.casefold() for word in WORD.findall(text))
        digits = re.sub(r"\D", "", text)
        of_the_task = all(word in self.known.words for word in words) and len(digits) < 6
        stays = of_the_task and not names_someone(text, self.known.names)
        return text if stays else self._generic("text", text)

    def _generic(self, kind: str, original: str) -> str:
        number = 1 + sum(one == kind for one, _ in self.given)
        return self.given.setdefault((kind, original), f"{kind}_{number}")


def _is_lone_string(node: ast.stmt) -> bool:
    is_constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_constant and isinstance(node.value.value, str)  # type: ignore[attr-defined]


def _is_format(spec: ast.JoinedStr) -> bool:
    parts = [one.value for one in spec.values if isinstance(one, ast.Constant)]
    return len(parts) == len(spec.values) and all(
        isinstance(one, str) and _FORMAT.fullmatch(one) for one in parts
    )


_LIBRARIES = ("numpy", "pandas", "matplotlib", "scipy", "grading_helpers")


@dataclass(frozen=True)
class Vocabulary:
    """Identifiers and words that may be kept because they reveal nothing about the author."""

    identifiers: frozenset[str]
    library: frozenset[str]
    words: frozenset[str]
    names: frozenset[str] = frozenset()


def vocabulary(read: ReadLesson, plan: Assignment, names: frozenset[str]) -> Vocabulary:
    """Return the words that may be kept in answers to a lesson.

    Parameters
    ----------
    read : ReadLesson
        The lesson and its corpus of answers.
    plan : Assignment
        What students were given.
    names : frozenset of str
        Words that could identify a student. They are kept only as identifiers that everybody
        was given or that belong to a library.
    """
    handed_out = [cell.given for cell in plan.cells if cell.role is not Role.TEST]
    corpus = [answer.code for one in read.exercises.values() for answer in one.answers]
    columns = _columns(read)
    words = {word.casefold() for word in WORD.findall(" ".join(handed_out + corpus + columns))}
    theirs = _identifiers_of_all(cell.given for cell in plan.cells if cell.kind == "code")
    ours = {name for name in _identifiers_of_all(corpus) if not names_someone(name, names)}
    return Vocabulary(frozenset(theirs | ours), library_names(), frozenset(words - names), names)


def _identifiers_of_all(codes: Iterable[str]) -> set[str]:
    return {name for code in codes for name in identifiers_of(code)}


def identifiers_of(code: str) -> set[str]:
    """Return every identifier in a piece of code; none if it is not valid Python.

    Examples
    --------
    >>> sorted(identifiers_of("total = sales.sum(axis=0)"))
    ['axis', 'sales', 'sum', 'total']
    """
    try:
        tree = ast.parse(without_magics(code))
    except SyntaxError:
        return set()
    return {text for node in ast.walk(tree) for text in _identifiers(node)}


def _identifiers(node: ast.AST) -> Iterator[str]:
    for name, value in ast.iter_fields(node):
        if isinstance(value, str) and not (isinstance(node, ast.Constant) or name == "kind"):
            yield from value.split(".")


def _columns(read: ReadLesson) -> list[str]:
    """Return the columns of all tables that ``check`` passes to an answer."""
    from grading_helpers.checking.inputs import build_input  # noqa: PLC0415 - reads tables

    inputs = (
        one.as_recipe()
        for exercise in read.exercises.values()
        for case in exercise.recipe.cases
        for one in case.inputs
    )
    tables = (build_input(recipe) for recipe in inputs)
    return [str(name) for table in tables for name in getattr(table, "columns", ())]


@cache
def library_names() -> frozenset[str]:
    """Return the public names of Python and the libraries, with the parameters of functions."""
    homes: list[object] = [builtins, math, statistics, np, pd, plt, np.ndarray, np.random]
    homes += [str, list, dict, set, tuple, int, float, pd.DataFrame, pd.Series, pd.Index]
    homes += [pd.Series.str, pd.core.groupby.DataFrameGroupBy, pd.core.groupby.SeriesGroupBy]
    homes += [matplotlib.axes.Axes, matplotlib.figure.Figure]
    names = {*keyword.kwlist, *sys.stdlib_module_names, *_LIBRARIES}
    for home in homes:
        for name in dir(home):
            names.add(name)
            names.update(_parameters(getattr(home, name, None)))
    return frozenset(names)


def _parameters(thing: object) -> Iterable[str]:
    if not callable(thing):
        return ()
    try:
        return inspect.signature(thing).parameters
    except (ValueError, TypeError):
        return ()
