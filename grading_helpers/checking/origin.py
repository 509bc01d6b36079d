"""Find where a function comes from: its name in the notebook, its cell, and where it stopped."""

from __future__ import annotations

import linecache
import re
import traceback
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import CellType, FunctionType, MethodType, TracebackType

from IPython.core.getipython import get_ipython

DEEPEST = 6


def exercise_of(
    function: object, namespace: Mapping[str, object], exercises: Collection[str]
) -> str:
    """Return the name of the exercise that a function answers.

    Parameters
    ----------
    function : object
        The function, or anything else.
    namespace : mapping of str to object
        Where ``check`` was called. A decorated function, a lambda or a ``partial`` is
        known by the name it is bound to there, as it is to the grader.
    exercises : collection of str
        The names of all exercises.

    Returns
    -------
    str
        If there is no such exercise, the function's own name.
    """
    own = _own_name(function)
    bound = [name for name in exercises if namespace.get(name) is function]
    return own if own in bound or not bound else bound[0]


def _own_name(function: object) -> str:
    try:
        return str(function.__name__)  # type: ignore[attr-defined]
    except (Exception, SystemExit):
        return type(function).__name__


def modules_of(function: object) -> set[str]:
    """Return the modules of the learner's code: the notebook, and the module of the function."""
    return {"__main__"} | {str(one.__module__) for one in _functions(function)}


def _functions(thing: object, depth: int = 0) -> Iterator[FunctionType]:
    """Yield the functions inside a callable."""
    if depth > DEEPEST:
        return
    # By its type: whatever else it is asked, an object may answer with an error.
    kind = type(thing)
    inner: list[object]
    if kind is FunctionType:
        yield thing  # type: ignore[misc]
        inner = [_content(cell) for cell in thing.__closure__ or ()]  # type: ignore[attr-defined]
    elif kind is partial:
        inner = [thing.func]  # type: ignore[attr-defined]
    elif kind is MethodType:
        inner = [thing.__func__]  # type: ignore[attr-defined]
    else:
        inner = [vars(kind).get("__call__")]
    for one in inner:
        if type(one) in (FunctionType, partial, MethodType):
            yield from _functions(one, depth + 1)


def _content(cell: CellType) -> object:
    try:
        return cell.cell_contents
    except ValueError:
        return None


def is_from_before(function: object, name: str) -> bool:
    """Tell whether the last run of the cell that defines a function failed before the definition.

    Then the function is from an earlier run. IPython's history has each cell as it was run, even if
    it failed, and the code of a function names the cell that it comes from.

    Parameters
    ----------
    function : object
        The function that is bound to the name.
    name : str
        The name of the exercise.

    Returns
    -------
    bool
        False if this cannot be determined.
    """
    try:
        cells = _defining_cells(name)
        homes = {one.__code__.co_filename for one in _functions(function)}
        return bool(cells) and cells[-1] not in homes and bool(homes & set(cells))
    except Exception:
        return False


def _defining_cells(name: str) -> list[str]:
    """Return the file names that IPython gave the cells in which a name is defined, in order."""
    shell = get_ipython()
    if shell is None:
        return []
    definition = re.compile(
        rf"^\s*(?:async\s+def|def|class)\s+{name}\b|^{name}\s*(?::[^=\n]*)?=(?!=)", re.MULTILINE
    )
    return [
        shell.compile.get_code_name(raw, _transformed(shell, raw), number)
        for number, raw in enumerate(shell.history_manager.input_hist_raw)
        if definition.search(raw)
    ]


def _transformed(shell: object, raw: str) -> str:
    try:
        return str(shell.transform_cell(raw))  # type: ignore[attr-defined]
    except SyntaxError:
        return raw


@dataclass(frozen=True)
class SourceLine:
    """A line of the learner's code: its number and text, and the function that it is in."""

    number: int
    text: str
    function: str
    is_own_cell: bool


def last_line(trace: TracebackType | None, function: object) -> SourceLine | None:
    """Return the last line of the learner's code in a traceback."""
    codes = [one.__code__ for one in _functions(function)]
    homes, modules = {code.co_filename for code in codes}, modules_of(function)
    frames = [
        (frame.f_code, number)
        for frame, number in traceback.walk_tb(trace)
        if frame.f_code.co_filename in homes or frame.f_globals.get("__name__") in modules
    ]
    if not frames:
        return None
    code, number = frames[-1]
    text = linecache.getline(code.co_filename, number).strip()
    return SourceLine(number, text, code.co_name, code.co_filename in homes) if text else None
