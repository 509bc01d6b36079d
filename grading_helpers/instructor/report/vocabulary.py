"""The words that may stay in an answer that is shown: the task's, Python's, the libraries'."""

from __future__ import annotations

import ast
import builtins
import inspect
import keyword
import math
import statistics
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib.axes
import matplotlib.figure
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.grader.judge_text import without_magics
from grading_helpers.instructor.grader.plan import Plan, Role
from grading_helpers.instructor.report.names import WORD, names_someone

_LIBRARIES = ("numpy", "pandas", "matplotlib", "scipy", "grading_helpers")


@dataclass(frozen=True)
class Vocabulary:
    """Identifiers that say nothing of who wrote them, and words that may stand in a string."""

    identifiers: frozenset[str]
    library: frozenset[str]
    words: frozenset[str]
    names: frozenset[str] = frozenset()


def vocabulary(read: ReadLesson, plan: Plan, names: frozenset[str]) -> Vocabulary:
    """Return what may stay in the answers to a lesson.

    Parameters
    ----------
    read : ReadLesson
        The lesson with its corpus, which its author wrote.
    plan : Plan
        What the students were handed.
    names : frozenset of str
        Words by which a student could be known. They stay only where everybody has them: as an
        identifier that was handed out or that is a library's.
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
    """Return every name in a piece of code; none, if it is no Python.

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
    for field, value in ast.iter_fields(node):
        if isinstance(value, str) and not (isinstance(node, ast.Constant) or field == "kind"):
            yield from value.split(".")


def _columns(read: ReadLesson) -> list[str]:
    """Return the columns of all tables that ``check`` hands to an answer."""
    from grading_helpers.outcomes import build_input  # noqa: PLC0415 - reads tables

    inputs = (
        one.model_dump(exclude_unset=True)
        for exercise in read.exercises.values()
        for case in exercise.recipe.cases
        for one in case.inputs
    )
    tables = (build_input(recipe) for recipe in inputs)
    return [str(name) for table in tables for name in getattr(table, "columns", ())]


@cache
def library_names() -> frozenset[str]:
    """Return the public names of Python and the libraries, parameters of functions included."""
    homes: list[Any] = [builtins, math, statistics, np, pd, plt, np.ndarray, np.random]
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
