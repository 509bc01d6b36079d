"""Read ``contract.py``, and report its faults by line."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from grading_helpers.instructor.contracts.contract import Contract
from grading_helpers.instructor.diagnostics import Diagnostic

FILE = "contract.py"
NAME = "CONTRACT"


@lru_cache(128)
def load_contract(file: Path, code: str) -> Contract:
    """Return the contract that a file declares.

    Parameters
    ----------
    file : Path
        The file, named in tracebacks.
    code : str
        What it holds.

    Raises
    ------
    Exception
        Whatever the code raises; `contract_faults` says it in words.
    """
    namespace: dict[str, object] = {"__name__": "contract", "__file__": str(file)}
    exec(compile(code, str(file), "exec"), namespace)
    contract = namespace.get(NAME)
    if not isinstance(contract, Contract):
        raise TypeError(f"{NAME} is not a Contract")
    return contract


def contract_faults(file: Path, code: str, tests: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with a contract.

    Parameters
    ----------
    file : Path
        The file.
    code : str
        What it holds.
    tests : collection of str
        The ids of the tests of its exercise.
    """
    try:
        contract = load_contract(file, code)
    except (Exception, SystemExit) as error:
        what = f"it stops with {type(error).__name__}: {' '.join(str(error).split())}"
        yield Diagnostic("", what, "correct that line", file, _line(error, file))
        return
    found = list(contract.faults())
    for test in contract.tests:
        if test not in tests:
            what = f"tests names {test!r}, which is not a test of this exercise"
            found.append((test, what, f"use one of {', '.join(sorted(tests))}"))
    for word, what, cure in found:
        yield Diagnostic("", what, cure, file, _line_of(code, word))


def _line(error: BaseException, file: Path) -> int:
    """Return the line of a file that an error comes from."""
    if isinstance(error, SyntaxError) and error.lineno:
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno for f in reversed(frames) if f.filename == str(file) and f.lineno), 1)


def _line_of(code: str, word: str) -> int:
    lines = code.splitlines()
    return next((number for number, line in enumerate(lines, 1) if word in line), 1)
