"""Run cells in this process without output, each answer in its own namespace."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from types import CodeType
from unittest.mock import patch

from grading_helpers.checking.attempt import quietly
from grading_helpers.instructor.grader.submission.dependencies import without_magics

Namespace = dict[str, object]

# All answers of an exercise run after the same set-up and before the same tests.
MOST_COMPILED = 200

# What check says decides no mark, and takes longer than all tests of an exercise.
UNCHECKED: Namespace = {"check": lambda *_: None}


def as_graded() -> AbstractContextManager[object]:
    """Run cells as a grader does: quiz answers are not saved, and figures have a low resolution."""
    return patch.dict(os.environ, {"NBGRADER_EXECUTION": "proof"})


def run_cell(source: str, namespace: Namespace, name: str = "cell") -> BaseException | None:
    """Run a cell in a namespace, and return the exception that it raised, if any.

    Parameters
    ----------
    source : str
        The source of the cell; its magics are skipped.
    namespace : dict of str to object
        The namespace in which it runs; it is changed.
    name : str, optional
        The name of the cell in tracebacks.
    """
    try:
        with quietly():
            exec(compiled(source, name), namespace)
    except (Exception, SystemExit) as error:
        return error
    return None


@lru_cache(MOST_COMPILED)
def compiled(source: str, name: str) -> CodeType:
    """Return the code of a cell without its magics, which only a kernel understands."""
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
    answered = namespace | UNCHECKED
    return answered, {name: run_cell(test, dict(answered), name) for name, test in tests.items()}
