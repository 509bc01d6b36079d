"""Read ``contract.py`` and ``practice.py``, and report their faults by line."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from grading_helpers.instructor.contracts.contract import Contract
from grading_helpers.instructor.contracts.practice import Practice
from grading_helpers.instructor.diagnostics import Diagnostic

FILE = "contract.py"


def load_contract(file: Path, code: str) -> Contract:
    """Return the contract that a file declares as ``CONTRACT``; raise whatever its code raises."""
    contract: Contract = _declared(file, code, Contract)
    return contract


def load_practice(file: Path, code: str) -> Practice:
    """Return the practice that a file declares as ``PRACTICE``; raise whatever its code raises."""
    practice: Practice = _declared(file, code, Practice)
    return practice


@lru_cache(192)
def _declared(file: Path, code: str, kind: type) -> Any:
    """Run the code of a file, which is named in tracebacks, and return what it declares."""
    name = kind.__name__.upper()
    namespace: dict[str, object] = {"__name__": file.stem, "__file__": str(file)}
    exec(compile(code, str(file), "exec"), namespace)
    declared = namespace.get(name)
    if not isinstance(declared, kind):
        raise TypeError(f"{name} is not a {kind.__name__}")
    return declared


def contract_faults(file: Path, code: str, tests: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with a contract.

    Parameters
    ----------
    file : Path
        The file.
    code : str
        Its content.
    tests : collection of str
        The ids of the tests of its exercise.
    """
    try:
        contract = load_contract(file, code)
    except (Exception, SystemExit) as error:
        yield _stopped(file, error)
        return
    found = list(contract.faults())
    for test in contract.tests:
        if test not in tests:
            what = f"tests names {test!r}, which is not a test of this exercise"
            found.append((test, what, f"use one of {', '.join(sorted(tests))}"))
    for word, what, cure in found:
        yield Diagnostic("", what, cure, file, _line_of(code, word))


def practice_faults(file: Path, code: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the code of generated practice."""
    try:
        load_practice(file, code)
    except (Exception, SystemExit) as error:
        yield _stopped(file, error)


def _stopped(file: Path, error: BaseException) -> Diagnostic:
    what = f"it stops with {type(error).__name__}: {' '.join(str(error).split())}"
    return Diagnostic("", what, "correct that line", file, _line(error, file))


def _line(error: BaseException, file: Path) -> int:
    """Return the line of a file that an error comes from."""
    if isinstance(error, SyntaxError) and error.lineno:
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno for f in reversed(frames) if f.filename == str(file) and f.lineno), 1)


def _line_of(code: str, word: str) -> int:
    lines = code.splitlines()
    return next((number for number, line in enumerate(lines, 1) if word in line), 1)
