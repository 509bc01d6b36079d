"""Run a lesson's own cells once, before any submission is graded.

The fork server keeps what each of these cells outputs and defines. A submission that left such a
cell unchanged is given this instead of running the cell again. A cell is kept only if it changes
nothing but the names it defines, so that the order of cells does not matter.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import pickle
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from types import BuiltinFunctionType, FunctionType, ModuleType

import matplotlib as mpl
import numpy as np

from grading_helpers.instructor.grader.execution.cell_runner import CellShell
from grading_helpers.instructor.grader.execution.outputs import Output, Outputs, Stream
from grading_helpers.instructor.grader.submission.cell_names import used_and_stored
from grading_helpers.instructor.grader.submission.dependencies import without_magics

MOST_OUTPUT = 4_000_000
FIRM = (ModuleType, FunctionType, BuiltinFunctionType, type)
OF_THE_SHELL = ("In", "Out", "exit", "quit", "get_ipython", "open")


@dataclass(frozen=True)
class PrecomputedState:
    """What a cell outputs and defines; ``data`` lists the names that it did not import."""

    outputs: list[Output]
    names: Mapping[str, object]
    data: list[str]


def precompute_cells(
    shell: CellShell, cells: Sequence[Sequence[str]]
) -> dict[str, PrecomputedState]:
    """Run the lesson's own cells and return what is kept of them, by cell id.

    Parameters
    ----------
    shell : CellShell
        The shell that every submission inherits; its namespace is emptied afterwards.
    cells : sequence of (str, str, str)
        Id, source, and ``"leading"`` for cells above everything that a student may change. Only
        those may change more than their names, because no student code runs before them.
    """
    fit = _in_a_trial(shell, cells)
    namespace, precomputed = shell.user_ns, {}
    empty = dict(namespace)
    for name, source, _ in cells:
        if name in fit:
            before = dict(namespace)
            outputs = _run(shell, source)
            names = dict(_bound(before, namespace))
            precomputed[name] = PrecomputedState(
                outputs, names, sorted(names.keys() - imported(source))
            )
    namespace.clear()
    namespace.update(empty)
    return precomputed


def imported(source: str) -> set[str]:
    r"""Return the names that a cell imports.

    Examples
    --------
    >>> sorted(imported("import matplotlib.pyplot as plt\nfrom math import pi\nx = 1"))
    ['pi', 'plt']
    """
    nodes = ast.walk(ast.parse(without_magics(source)))
    found = (
        one for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for one in node.names
    )
    return {(one.asname or one.name).partition(".")[0] for one in found}


def _in_a_trial(shell: CellShell, cells: Sequence[Sequence[str]]) -> list[str]:
    """Find out in a separate process which cells can be kept."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with os.fdopen(writing, "w") as told:
                json.dump(list(_fit(shell, cells)), told)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        text = told.read()
    os.waitpid(child, 0)
    return list(json.loads(text)) if text else []


def _fit(shell: CellShell, cells: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the ids of cells to keep, up to the first that changes more than objects with names.

    A cell that changes an older object, or needs a student's answer, is not kept, nor is any cell
    below it that uses what it touches.
    """
    namespace = shell.user_ns
    imports: set[str] = set()
    touched: set[str] = set()
    for name, source, place in cells:
        before, state, marks = dict(namespace), _state(), _marks(namespace)
        outputs = _run(shell, source)
        failed = any(one["output_type"] == "error" for one in outputs)
        used, stored = used_and_stored(source)
        reached = stored | used & set(filter(_is_theirs, before)) - imports
        changed = _changed(before, marks, namespace)
        is_leading = place == "leading"
        if (failed if is_leading else state != _state()) or not changed <= reached:
            return
        imports |= imported(source)
        if not (failed or changed or used & touched):
            yield name
            touched -= dict(_bound(before, namespace)).keys()
            continue
        touched |= reached
        if failed:
            # The cell needs a student's answer; undo what it did before the error.
            namespace.clear()
            namespace.update(before)


def _run(shell: CellShell, source: str) -> list[Output]:
    out, err = Stream(shell, "stdout"), Stream(shell, "stderr")
    with redirect_stdout(out), redirect_stderr(err):
        return shell.run(source, Outputs(MOST_OUTPUT))


def _bound(
    before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[tuple[str, object]]:
    for name, value in after.items():
        if _is_theirs(name) and (name not in before or before[name] is not value):
            yield name, value


def _is_theirs(name: str) -> bool:
    return not name.startswith("_") and name not in OF_THE_SHELL


def _changed(
    before: Mapping[str, object], marks: Mapping[str, str], after: Mapping[str, object]
) -> set[str]:
    """Return the names that are gone, and those of older objects that have changed."""
    now = _marks({name: before[name] for name in marks})
    return {name for name in marks if name not in after or now[name] != marks[name]}


def _marks(namespace: Mapping[str, object]) -> dict[str, str]:
    """Return a fingerprint of every object by name; empty if it has none."""
    return {name: _mark(value) for name, value in namespace.items() if _is_theirs(name)}


def _mark(value: object) -> str:
    # Pickling a figure changes it, so that two pickles are never equal.
    if isinstance(value, FIRM) or type(value).__module__.startswith("matplotlib"):
        return ""
    try:
        return hashlib.sha256(pickle.dumps(value, 5)).hexdigest()
    except Exception:
        return ""


def _state() -> str:
    """Return what code can change besides names: rcParams, random states, folder, environment."""
    numbers = np.random.get_state(legacy=False)
    state = (dict(mpl.rcParams), random.getstate(), repr(numbers), os.getcwd(), dict(os.environ))  # noqa: PTH109
    return repr(state)
