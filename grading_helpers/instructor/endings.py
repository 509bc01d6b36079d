"""How every command ends: an exit code, and words where nothing could be done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Any

import typer

from grading_helpers.instructor import printing
from grading_helpers.instructor.grader.gradebook import GradebookError


class Outcome(IntEnum):
    """Exit codes; docs/instructors.md says what each is in each command."""

    DONE = 0
    LOOK = 1
    IMPOSSIBLE = 2


@contextmanager
def ends_in_words(*expected: type[Exception], as_json: bool = False) -> Iterator[None]:
    """Turn what makes a command impossible into words and exit code 2.

    Parameters
    ----------
    *expected : type
        What can go wrong in this command, beside the system and the gradebook.
    as_json : bool, optional
        Whether the words are an object on standard output, and not lines on standard error.
    """
    in_the_way: tuple[type[Exception], ...] = (*expected, OSError, GradebookError)
    try:
        yield
    except in_the_way as error:
        if as_json:
            data = getattr(error, "data", {})
            print_json({"error": str(error), "exit": int(Outcome.IMPOSSIBLE), **data})
        else:
            printing.complain(str(error))
        raise typer.Exit(Outcome.IMPOSSIBLE) from None


def print_json(what: dict[str, Any]) -> None:
    """Print an object as JSON, the same for the same object."""
    typer.echo(json.dumps(what, ensure_ascii=False, indent=2, sort_keys=True))
