"""Running cells in this process, quietly and one namespace per answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import CodeType
from typing import Any

from grading_helpers.attempts import quietly
from grading_helpers.instructor.grader.judge_text import without_magics

Namespace = dict[str, Any]


def run_cell(source: str, namespace: Namespace, name: str = "cell") -> BaseException | None:
    """Execute a cell in a namespace and return the exception that it ended with, if any.

    Parameters
    ----------
    source : str
        The cell; its magics are left out.
    namespace : dict of str to object
        What it finds, and where its names are bound: it is changed.
    name : str, optional
        What tracebacks call the cell.
    """
    try:
        with quietly():
            exec(compiled(source, name), namespace)
    except (Exception, SystemExit) as error:
        return error
    return None


def compiled(source: str, name: str) -> CodeType:
    """Return the code of a cell without its magics, which only a kernel knows."""
    return compile(without_magics(source), f"<{name}>", "exec")


def earned(
    setup: str, answer: str, tests: Mapping[str, str]
) -> tuple[Namespace, dict[str, BaseException | None]]:
    """Run an answer and the tests of its exercise.

    Parameters
    ----------
    setup, answer : str
        The first code cell of the lesson and the answer.
    tests : mapping of str to str
        The source of each test by its id.

    Returns
    -------
    tuple
        The namespace after the answer, and the exception of each test (None: points earned).
    """
    namespace: Namespace = {"__name__": "__main__"}
    run_cell(setup, namespace, "setup")
    run_cell(answer, namespace, "answer")
    answered = dict(namespace)
    return answered, {name: run_cell(test, dict(answered), name) for name, test in tests.items()}
