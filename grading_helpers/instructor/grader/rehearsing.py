"""A rehearsal: the lesson's own cells are run once, before any submission is there.

What each of them shows and binds is kept as a *scene*. A submission that left such a cell alone
is given the scene in place of another run. Only cells that leave everything else as it was become
scenes: what they bind is theirs, and a scene does not depend on what comes after it.
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
from typing import Any

import matplotlib as mpl
import numpy as np

from grading_helpers.instructor.grader.judge_text import without_magics
from grading_helpers.instructor.grader.outputs import Output, Outputs, Stream
from grading_helpers.instructor.grader.shell import CellShell

MOST_OUTPUT = 4_000_000
FIRM = (ModuleType, FunctionType, BuiltinFunctionType, type)
OF_THE_SHELL = ("In", "Out", "exit", "quit", "get_ipython", "open")


@dataclass(frozen=True)
class Scene:
    """What a cell of the lesson shows and binds; ``data`` are the names that it did not import."""

    outputs: list[Output]
    names: Mapping[str, object]
    data: list[str]


def rehearse(shell: CellShell, cells: Sequence[Sequence[str]]) -> dict[str, Scene]:
    """Run the lesson's own cells and return the scenes, by the ids of the cells.

    Parameters
    ----------
    shell : CellShell
        The shell that every submission inherits; its namespace is empty again afterwards.
    cells : sequence of (str, str, str)
        Id, text, and ``"leading"`` for cells above everything that a student may change. Those
        alone may change more than their names, for no code of a student comes before them.
    """
    fit = _in_a_trial(shell, cells)
    namespace, scenes = shell.user_ns, {}
    empty = dict(namespace)
    for name, source, _ in cells:
        if name in fit:
            before = dict(namespace)
            outputs = _run(shell, source)
            names = dict(_bound(before, namespace))
            scenes[name] = Scene(outputs, names, sorted(names.keys() - imported(source)))
    namespace.clear()
    namespace.update(empty)
    return scenes


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
    """Find out in a process of its own which cells make scenes: a bad one leaves traces."""
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
    """Yield the ids of cells that make scenes, up to the first that changes anything else."""
    namespace = shell.user_ns
    for name, source, place in cells:
        before, state, marks = dict(namespace), _state(), _marks(namespace)
        outputs = _run(shell, source)
        changed = (state != _state() and place != "leading") or _lost(before, marks, namespace)
        failed = any(one["output_type"] == "error" for one in outputs)
        if changed or (failed and place == "leading"):
            return
        if not failed:
            yield name
            continue
        # It needs an answer of the student: what it got done is taken back.
        namespace.clear()
        namespace.update(before)


def _run(shell: CellShell, source: str) -> list[Output]:
    out, err = Stream(shell, "stdout"), Stream(shell, "stderr")
    with redirect_stdout(out), redirect_stderr(err):
        return shell.run(source, Outputs(MOST_OUTPUT))


def _bound(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[tuple[str, Any]]:
    for name, value in after.items():
        if _is_theirs(name) and (name not in before or before[name] is not value):
            yield name, value


def _is_theirs(name: str) -> bool:
    return not name.startswith("_") and name not in OF_THE_SHELL


def _lost(
    before: Mapping[str, object], marks: Mapping[str, str], after: Mapping[str, object]
) -> bool:
    """Say whether a name is gone, or something that was there before is no longer the same."""
    same = {name: before[name] for name in marks}
    return any(name not in after for name in marks) or _marks(same) != marks


def _marks(namespace: Mapping[str, object]) -> dict[str, str]:
    """Return a fingerprint of everything that is bound, empty for what has none."""
    return {name: _mark(value) for name, value in namespace.items() if _is_theirs(name)}


def _mark(value: object) -> str:
    # Looking at a figure changes it, so that it never gives the same bytes twice.
    if isinstance(value, FIRM) or type(value).__module__.startswith("matplotlib"):
        return ""
    try:
        return hashlib.sha256(pickle.dumps(value, 5)).hexdigest()
    except Exception:
        return ""


def _state() -> str:
    """Return what code can change beside names: settings of figures, chance, the surroundings."""
    numbers = np.random.get_state(legacy=False)
    state = (dict(mpl.rcParams), random.getstate(), repr(numbers), os.getcwd(), dict(os.environ))  # noqa: PTH109
    return repr(state)
