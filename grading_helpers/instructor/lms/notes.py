"""What is worth saying to an instructor, one line each, and what stops a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grading_helpers.instructor.grader.findings import one_line


class ImpossibleError(Exception):
    """The command could do nothing of what it was asked; the message says what to do."""

    def __init__(self, message: str, **data: Any) -> None:
        super().__init__(message)
        self.data = data


@dataclass(frozen=True, order=True)
class Note:
    """Something about a student or a file; `look` says whether a person should act on it.

    Examples
    --------
    >>> print(Note("ada", "the file is empty", "Ada_7_assignsubmission_file/03_rater.ipynb"))
    ada: the file is empty (Ada_7_assignsubmission_file/03_rater.ipynb)
    """

    about: str
    what: str
    file: str = ""
    look: bool = True

    def __str__(self) -> str:
        """Return the note as one line, whatever the names in it are made of."""
        where = f" ({self.file})" if self.file and self.file != self.about else ""
        return one_line(f"{self.about}: {self.what}{where}" if self.about else self.what, 400)
