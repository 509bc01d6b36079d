"""The judge's process, which runs the tests with proxies for what the student defined."""

from __future__ import annotations

import ast
import base64
import os
import tempfile
import traceback
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path

import numpy as np

import grading_helpers
from grading_helpers.checking import examine as checking
from grading_helpers.checking.examine import examine, is_chart
from grading_helpers.checking.outcomes import known_exercises
from grading_helpers.compare import InWordsError
from grading_helpers.figures import display
from grading_helpers.instructor.grader.execution.failures import smallest_failure
from grading_helpers.instructor.grader.execution.proxies import (
    Link,
    LostError,
    read_figures_remotely,
)
from grading_helpers.instructor.grader.protocol.channel import Channel, ChannelError
from grading_helpers.instructor.grader.submission.dependencies import without_magics
from grading_helpers.instructor.grader.submission_result import STOPPED
from grading_helpers.instructor.json_types import JsonObject

Namespace = JsonObject
Record = JsonObject
MOST_CHARTS = 3
LONGEST_PAGE = 3_000_000


def serve_judge(grader: Channel, student: Channel) -> None:
    """Run tests, one after the other, until the grader disconnects."""
    link = Link(student)
    read_figures_remotely(link)
    checked: list[Callable[..., object]] = []
    _silence_displays(checked)
    tasks: dict[str, Callable[[JsonObject, Link], Record]] = {
        "show": partial(show_charts, checked=checked),
        "test": run_test,
        "explain": explain_test,
    }
    home = Path.cwd()
    while True:
        try:
            message = grader.receive()
            if "files" in message:
                _work_beside(message["files"], home / message["folder"])
                continue
            grader.send(tasks[message["do"]](message, link))
        except ChannelError:
            return


def _work_beside(files: Mapping[str, str], folder: Path) -> None:
    """Work in a folder with the lesson's files; all judges of the lesson share it."""
    folder.mkdir(exist_ok=True)
    os.chdir(folder)
    new = {name: content for name, content in files.items() if not Path(name).is_file()}
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        for name, content in new.items():
            draft = Path(scratch, "draft")
            draft.write_bytes(base64.b64decode(content))
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            draft.rename(name)


def run_test(test: JsonObject, link: Link) -> Record:
    """Run a test and return its record; only ``passed`` earns points.

    Parameters
    ----------
    test : dict
        Its ``source``, what it needs as in `Dependencies`, and its ``place`` if the student's
        process remembers one.
    link : Link
        The connection to the student's process.
    """
    record: Record = {"passed": False, "partial": None, "error": None, "lower_trust": False}
    try:
        link.begin_test(test["place"])
        record["partial"] = _run(test["source"], _namespace(test, link))
        if link.has_changed_inputs and test["keeps_inputs"]:
            # The test may have computed what is due from what the answer made of its input.
            link.begin_test(test["place"])
            with link.without_changes():
                record["partial"] = _run(test["source"], _namespace(test, link))
        record["passed"] = not (link.is_lost or link.is_spoiled)
    except BaseException as error:
        record["error"] = _told(error, link) | {"theirs": error is link.raised}
    record["lower_trust"] = link.is_lower_trust
    record["lost"] = link.is_lost
    link.end_test()
    return record


def explain_test(test: JsonObject, link: Link) -> Record:
    """Run a test again for the smallest input on which it fails.

    Parameters
    ----------
    test, link
        As for `run_test`.

    Returns
    -------
    dict
        ``failure``, which is None if no call of the answer failed, and ``lost``.
    """
    record: Record = {"failure": None}
    with suppress(LostError):
        link.begin_test(test["place"])
        failure = smallest_failure(test["source"], link, partial(_namespace, test, link))
        record["failure"] = failure and failure.to_data()
    record["lost"] = link.is_lost
    link.end_test()
    return record


def _namespace(test: JsonObject, link: Link) -> Namespace:
    """Return the names that a test needs: the lesson's, and proxies for the student's."""
    namespace: Namespace = {"__name__": "__main__", "display": _nothing}
    for statement in test["setup"]:
        exec(compile(statement, "<lesson>", "exec"), namespace)
    for name in test["names"]:
        is_unknown = name in test["unknown"]
        if is_unknown and name in namespace:
            continue
        there, value = link.get(name)
        if there:
            namespace[name] = value
            link.is_lower_trust |= is_unknown
    for name in test["imported"]:
        there, value = link.get(name, namespace[name])
        if there:
            namespace[name] = value
        else:
            del namespace[name]
    return namespace


def show_charts(test: JsonObject, link: Link, checked: list[Callable[..., object]]) -> Record:
    """Return the verdicts of ``check`` on the charts of a test, as they were read.

    This comes before all hidden tests, so that no chart can show the data of one.

    Parameters
    ----------
    test, link
        As for `run_test`; the ``source`` is the visible part of the test.
    checked : list of callable
        Where ``check`` notes the functions whose charts are to be shown.

    Returns
    -------
    dict
        ``shown``, the outputs of at most ``MOST_CHARTS`` charts, and ``lost``.
    """
    checked.clear()
    outputs: list[Record] = []
    with suppress(BaseException):
        link.begin_test()
        _run(_check_calls(test["source"]), _namespace(test, link))
    for function in checked[:MOST_CHARTS]:
        with suppress(BaseException):
            link.close(None)
            outputs.append(_shown(_Answer(function)))
    link.end_test()
    return {"shown": outputs, "lost": link.is_lost}


def _check_calls(source: str) -> str:
    r"""Return the lines of a test that only call ``check``, so that no answer is called twice.

    Examples
    --------
    >>> _check_calls("assert total([1]) == 1\ncheck(total)\ncheck(chart)")
    'check(total)\ncheck(chart)'
    """
    calls = (one for one in ast.parse(without_magics(source)).body if isinstance(one, ast.Expr))
    found = (ast.unparse(one) for one in calls)
    return "\n".join(one for one in found if one.startswith("check("))


class _Answer:
    """A function of the student's, without the code of its proxy, which messages must not quote."""

    def __init__(self, function: Callable[..., object]) -> None:
        self.function, self.__name__ = function, function.__name__

    def __call__(self, *given: object) -> object:
        return self.function(*given)


def _shown(function: Callable[..., object]) -> Record:
    """Return the verdict of ``check``: a chart that passes this test may fail the next one."""
    data = examine(function)._repr_mimebundle_()
    if len(data["text/html"]) > LONGEST_PAGE:
        del data["text/html"]
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _run(source: str, namespace: Namespace) -> str | None:
    """Run a cell and return its last expression as text, as a notebook would show it."""
    tree = ast.parse(without_magics(source))
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<test>", "exec"), namespace)
    if not isinstance(last, ast.Expr):
        return None
    value = eval(compile(ast.Expression(last.value), "<test>", "eval"), namespace)
    if value is None or source.rstrip().endswith(";"):
        return None
    # NumPy writes a number as "np.float64(1.5)", which would not count as partial credit.
    return repr(value.item() if isinstance(value, np.number) else value)[:100]


def _told(error: BaseException, link: Link) -> Record:
    """Return an error as a notebook shows it, without any line of the test."""
    if isinstance(error, LostError):
        return {"ename": STOPPED, "evalue": str(error), "traceback": [f"{STOPPED}: {error}"]}
    name, words = type(error).__name__, str(error)[:4000]
    if isinstance(error, InWordsError):
        return {"ename": name, "evalue": words, "traceback": [words]}
    lines = link.trace or traceback.format_exception_only(error)
    return {"ename": name, "evalue": words, "traceback": [line.rstrip() for line in lines]}


def _silence_displays(checked: list[Callable[..., object]]) -> None:
    """Turn off displays: what a test shows comes from the student's process, except for charts."""

    def note(function: Callable[..., object], *_: object) -> None:
        if is_chart(known_exercises().get(str(getattr(function, "__name__", "")))):
            checked.append(function)

    # The grader watches the time; a timer here would interrupt messages to the student's process.
    setattr(checking, "time_limit", lambda *_: nullcontext())  # noqa: B010
    for module in (grading_helpers, checking):
        module.check = note  # type: ignore[attr-defined]
    display.show = _nothing
    for name in ("show", "quiz"):
        setattr(grading_helpers, name, _nothing)


def _nothing(*_: object, **__: object) -> None:
    """Do nothing."""
