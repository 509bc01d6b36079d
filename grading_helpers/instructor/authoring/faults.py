"""What an author got wrong: a file, a line, what it is and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake in the author's files.

    Examples
    --------
    >>> print(Fault(Path("course/03_rater/quiz.yml"), 7, "no option is correct", "mark one"))
    course/03_rater/quiz.yml:7: no option is correct. To do: mark one.
    """

    file: Path
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{self.file.as_posix()}:{self.line}: {self.what}. To do: {self.remedy}."


class FaultsError(Exception):
    """Raised with all the faults of all the files at once, before anything is written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


def text_of(file: Path) -> tuple[str, list[Fault]]:
    """Return the text of an author's file, what is no UTF-8 replaced, and a fault about that."""
    try:
        return file.read_text("utf-8"), []
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = Fault(file, line, "it holds letters that are no UTF-8", "save it as UTF-8 text")
        return error.object.decode("utf-8", "replace"), [fault]
    except OSError as error:
        what = f"it cannot be read ({error.strerror})"
        return "", [Fault(file, 1, what, "let it be a file that you may read")]


def line_of(text: str, needle: str, start: int = 1) -> int:
    r"""Return the first line, from `start` on, that holds the needle; else `start`.

    Examples
    --------
    >>> line_of("a: 1\nb: 2", "b:")
    2
    """
    lines = text.splitlines()
    hits = (number for number in range(start, len(lines) + 1) if needle in lines[number - 1])
    return next(hits, start)


def seen_from(faults: Iterable[Fault], root: Path) -> list[Fault]:
    """Return faults that name their files as seen from a folder, if they lie below it."""
    return [
        Fault(fault.file.relative_to(root), fault.line, fault.what, fault.remedy)
        if fault.file.is_relative_to(root)
        else fault
        for fault in faults
    ]
