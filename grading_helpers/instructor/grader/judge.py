"""The judge's process: pristine modules, the hidden tests, and proxies for the student's names."""

from __future__ import annotations

import ast
import traceback
from typing import Any

import grading_helpers
from grading_helpers import checking, figures
from grading_helpers.compare import InWordsError
from grading_helpers.instructor.grader.far_figures import describe_figures_remotely
from grading_helpers.instructor.grader.judge_text import without_magics
from grading_helpers.instructor.grader.proxies import Link, LostError
from grading_helpers.instructor.grader.wire import Wire, WireError

Namespace = dict[str, Any]
Record = dict[str, Any]


def serve_judge(grader: Wire, student: Wire) -> None:
    """Judge one test after the other until the grader is gone."""
    link = Link(student)
    describe_figures_remotely(link)
    _silence_displays()
    while True:
        try:
            grader.send(judge(grader.receive(), link))
        except WireError:
            return


def judge(test: dict[str, Any], link: Link) -> Record:
    """Run a test and return the record of it; only ``passed`` being true earns points.

    Parameters
    ----------
    test : dict
        Its ``source``, the ``setup`` statements that it needs, the ``names`` of the student.
    link : Link
        The line to the student's process.
    """
    record: Record = {"passed": False, "partial": None, "error": None, "lower_trust": False}
    namespace: Namespace = {"__name__": "__main__", "display": _nothing}
    try:
        link.begin_test()
        for statement in test["setup"]:
            exec(compile(statement, "<lesson>", "exec"), namespace)
        for name in test["names"]:
            there, value = link.get(name)
            if there:
                namespace[name] = value
        record["partial"] = _run(test["source"], namespace)
        record["passed"] = not (link.is_lost or link.is_spoiled)
    except BaseException as error:
        record["error"] = _told(error, link) | {"theirs": error is link.raised}
    record["lower_trust"], record["lost"] = link.is_lower_trust, link.is_lost
    link.end_test()
    return record


def _run(source: str, namespace: Namespace) -> str | None:
    """Run a cell and return the text of its last expression, as a notebook would show it."""
    tree = ast.parse(without_magics(source))
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<test>", "exec"), namespace)
    if not isinstance(last, ast.Expr):
        return None
    value = eval(compile(ast.Expression(last.value), "<test>", "eval"), namespace)
    return None if value is None or source.rstrip().endswith(";") else repr(value)[:100]


def _told(error: BaseException, link: Link) -> Record:
    """Return an error as a notebook shows it, without a line of the test."""
    if isinstance(error, LostError):
        return {"ename": "Stopped", "evalue": str(error), "traceback": [f"Stopped: {error}"]}
    name, words = type(error).__name__, str(error)[:4000]
    if isinstance(error, InWordsError):
        return {"ename": name, "evalue": words, "traceback": [words]}
    lines = link.trace or traceback.format_exception_only(error)
    return {"ename": name, "evalue": words, "traceback": [line.rstrip() for line in lines]}


def _silence_displays() -> None:
    """Show nothing here: what a test shows is shown by the student's process."""
    for module, name in ((grading_helpers, "check"), (checking, "check"), (figures, "show")):
        setattr(module, name, _nothing)
    for name in ("show", "quiz"):
        setattr(grading_helpers, name, _nothing)


def _nothing(*_: object, **__: object) -> None:
    """Do nothing."""
