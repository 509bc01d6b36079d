"""Faults in the authors' files, collected so that they can all be shown at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic


class FaultsError(CommandError):
    """The authors' files have faults; raised before anything is written.

    Parameters
    ----------
    faults : iterable of Diagnostic
        All faults of all files.
    """

    def __init__(self, faults: Iterable[Diagnostic]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


def at_line(file: Path, line: int, what: str, cure: str) -> Diagnostic:
    """Return a fault in a line of a file, with a way to fix it.

    Examples
    --------
    >>> print(at_line(Path("course/03_rater/quiz.yml"), 7, "no option is correct", "mark one"))
    course/03_rater/quiz.yml:7: no option is correct. To fix: mark one.
    """
    return Diagnostic("", what, cure, file, line)


def text_of(file: Path) -> tuple[str, list[Diagnostic]]:
    """Return the text of an author's file, and its faults of encoding."""
    try:
        return file.read_text("utf-8"), []
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        what = "it is not UTF-8 text"
        fault = at_line(file, line, what, "save it as UTF-8")
        return error.object.decode("utf-8", "replace"), [fault]
    except OSError as error:
        what = f"it cannot be read ({error.strerror})"
        return "", [at_line(file, 1, what, "make sure that it is a file and that you may read it")]


def line_of(text: str, needle: str, start: int = 1) -> int:
    r"""Return the number of the first line, from `start` on, that contains a text; else `start`.

    Examples
    --------
    >>> line_of("a: 1\nb: 2", "b:")
    2
    """
    lines = text.splitlines()
    hits = (number for number in range(start, len(lines) + 1) if needle in lines[number - 1])
    return next(hits, start)


def seen_from(faults: Iterable[Diagnostic], root: Path) -> list[Diagnostic]:
    """Return faults with their paths made relative to a folder, if they are below it."""
    return [
        replace(fault, file=fault.file.relative_to(root))
        if fault.file and fault.file.is_relative_to(root)
        else fault
        for fault in faults
    ]
