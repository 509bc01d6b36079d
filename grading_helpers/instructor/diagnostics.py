"""The one class of all messages about a file, a student or a question."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

LONGEST = 400
# A message about more students than this becomes one line.
MOST_ALIKE = 3
NO_LOCKS = (
    "The disk has no locks, like some network disks: copy the course folder to a disk on "
    "this computer"
)
NO_DISK = "The disk does not answer: check it, or the network if it is a network disk"
SYSTEM_CURES = {
    errno.ENOLCK: NO_LOCKS,
    errno.EOPNOTSUPP: NO_LOCKS,
    errno.EIO: NO_DISK,
    errno.ESTALE: NO_DISK,
    errno.ETIMEDOUT: NO_DISK,
    errno.ENOSPC: "The disk is full: free some space",
    errno.EDQUOT: "Your quota is used up: free some space",
    errno.EROFS: "The disk is read-only: copy the course folder to one that you may write to",
    errno.EACCES: "You may not read or write it: ask its owner, or copy the course folder",
    errno.EPERM: "You may not change it: ask its owner, or copy the course folder",
}


class CommandError(Exception):
    """A command failed; the message says why and what to do instead.

    Parameters
    ----------
    message : str
        The message for a person.
    **data : object
        More for programs, printed with ``--json``.
    """

    def __init__(self, message: str, **data: object) -> None:
        super().__init__(message)
        self.data = data


@dataclass(frozen=True)
class Diagnostic:
    """One message: what it is about, what was found, and what to do about it.

    Parameters
    ----------
    subject : str
        The student, question or submission concerned; empty if the file says it all.
    what : str
        What was found, without a full stop at the end.
    cure : str, optional
        What to do, as an instruction without a full stop at the end.
    file : Path, optional
        The file concerned.
    line : int, optional
        The line in it, from 1; 0 if no line is meant.
    needs_action : bool, optional
        Whether somebody has to act on it; otherwise it is for information.

    Examples
    --------
    >>> print(Diagnostic("ada", "the notebook is empty", file=Path("ada/03_rater.ipynb")))
    ada: the notebook is empty (ada/03_rater.ipynb)
    >>> bank = Path("course/03_rater/quiz.yml")
    >>> print(Diagnostic("", "no option is correct", "mark one", file=bank, line=7))
    course/03_rater/quiz.yml:7: no option is correct. To fix: mark one.
    """

    subject: str
    what: str
    cure: str = ""
    file: Path | None = None
    line: int = 0
    needs_action: bool = True

    def __lt__(self, other: Diagnostic) -> bool:
        """Sort by line where lines are named, else by subject."""
        return self._sort_key < other._sort_key

    @property
    def _sort_key(self) -> tuple[str | int, ...]:
        file = str(self.file or "")
        place = file if self.line else ""
        return place, self.line, self.subject, self.what, self.cure, file

    def __str__(self) -> str:
        """Return the message as one line of printable characters."""
        place = self.file.as_posix() if self.file else ""
        if self.line:
            head = f"{place}:{self.line}: " + (f"{self.subject}: " if self.subject else "")
        else:
            head = f"{self.subject or place}: " if self.subject or place else ""
        tail = f" ({place})" if place and not self.line and self.subject not in ("", place) else ""
        cure = f". To fix: {self.cure}." if self.cure else ""
        return one_line(f"{head}{self.what}{tail}{cure}")


def in_lines(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield messages, sorted and without duplicates; one about many students is one line.

    Examples
    --------
    >>> late = [Diagnostic(name, "came too late") for name in ("dana", "ada", "cy", "bo", "ada")]
    >>> list(in_lines([*late, Diagnostic("ada", "sent a PDF")]))
    ['ada, bo, cy, dana: came too late', 'ada: sent a PDF']
    >>> list(in_lines(late[:3]))
    ['ada: came too late', 'cy: came too late', 'dana: came too late']
    """
    alike: dict[Diagnostic, list[Diagnostic]] = {}
    for one in sorted(set(diagnostics)):
        alike.setdefault(replace(one, subject="") if one.subject else one, []).append(one)
    by_line = {group[0]: group for group in alike.values() if len(group) > MOST_ALIKE}
    said = {one for group in by_line.values() for one in group[1:]}
    for one in sorted(set(diagnostics) - said):
        if group := by_line.get(one):
            names = ", ".join(one_line(other.subject) for other in group)
            yield f"{names}{str(one).removeprefix(one_line(one.subject))}"
        else:
            yield str(one)


def as_data(diagnostics: Iterable[Diagnostic]) -> list[dict[str, str | bool]]:
    """Return messages as JSON data, sorted and without duplicates.

    Examples
    --------
    >>> as_data([Diagnostic("ada", "late: 2 points off", needs_action=False)])
    [{'about': 'ada', 'what': 'late: 2 points off', 'cure': '', 'file': '', 'look': False}]
    """
    return [
        {
            "about": one.subject,
            "what": one.what,
            "cure": one.cure,
            "file": one.file.as_posix() if one.file else "",
            "look": one.needs_action,
        }
        for one in sorted(set(diagnostics))
    ]


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


def error_in_words(error: OSError | ModuleNotFoundError) -> str:
    """Return an error of the system, or a library that is missing, with what to do about it.

    Examples
    --------
    >>> error_in_words(OSError(errno.ENOSPC, "No space", "a.db")).partition(", then")[0]
    'a.db: No space. The disk is full: free some space'
    """
    if isinstance(error, ModuleNotFoundError):
        return (
            f"{sys.executable} has no {error.name}, so this is not the course's environment. In "
            "the course folder: source .venv/bin/activate. If there is none: make demo"
        )
    if error.errno not in SYSTEM_CURES:
        return str(error)
    where = f"{error.filename}: " if error.filename else ""
    return (
        f"{where}{error.strerror}. {SYSTEM_CURES[error.errno]}, then run the same command again. "
        "What was finished is saved."
    )


def few(names: Iterable[str], most: int = 8) -> str:
    """Return the first of some names, and how many more there are.

    Examples
    --------
    >>> few(["ada", "bo", "cy"], 2)
    'ada, bo and 1 more'
    """
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more


def generate_command(lesson: str) -> str:
    """Return the command that enters a lesson into the gradebook, whether or not it is released.

    Examples
    --------
    >>> generate_command("03_rater")
    'nbgrader generate_assignment 03_rater --force'
    """
    return f"nbgrader generate_assignment {lesson} --force"


def counted(number: float, one: str, many: str = "") -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "student"), counted(2, "student"), counted(0, "person", "people")
    ('1 student', '2 students', '0 people')
    >>> counted(1.0, "point"), counted(0.5, "point")
    ('1 point', '0.5 points')
    """
    text = f"{number:g}" if isinstance(number, float) else str(number)
    return f"{text} {one if number == 1 else many or one + 's'}"
