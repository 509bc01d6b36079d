"""What is worth saying about a submission: one line that names the student and the cause."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 300


@dataclass(frozen=True)
class Finding:
    """Something that was found in a submission, repaired or not.

    Examples
    --------
    >>> print(Finding("ada", "the notebook begins with a byte-order mark, which was dropped"))
    ada: the notebook begins with a byte-order mark, which was dropped
    """

    student: str
    what: str

    def __str__(self) -> str:
        """Return the finding as one short line."""
        return one_line(f"{self.student}: {self.what}")


class RefusedError(Exception):
    """A submission that cannot be graded; the message is the cause in one line."""

    def __init__(self, cause: str) -> None:
        super().__init__(one_line(cause))


def one_line(text: str, most: int = LONGEST) -> str:
    r"""Return a text as one line of printable characters, cut to a length.

    Examples
    --------
    >>> one_line("two\nlines\x1b[31m")
    'two lines [31m'
    """
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    line = " ".join(printable.split())
    return line if len(line) <= most else line[: most - 2] + " …"
