"""Work put into ``submitted/``: whole or not at all, never over what is newer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from grading_helpers.instructor.files import write_in_one_step
from grading_helpers.instructor.lms.class_folder import ClassFolder

TIMESTAMP = "timestamp.txt"


class Placed(StrEnum):
    """What became of a student's work."""

    NEW = "new"
    RENEWED = "renewed"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True)
class Work:
    """The notebook of one student, when it was handed in (in UTC), and the file's own date."""

    student: str
    lesson: str
    notebook: bytes
    sent: datetime | None = None
    modified: datetime | None = None

    @property
    def timestamp(self) -> str:
        """The hand-in time as nbgrader reads it; empty if it is not known."""
        return f"{self.sent.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if self.sent else ""


def place(home: ClassFolder, work: Work, *, force: bool = False) -> tuple[Placed, str]:
    """Put a student's work where nbgrader looks for it.

    Parameters
    ----------
    home : ClassFolder
        The class.
    work : Work
        What was handed in.
    force : bool, optional
        Whether it may replace work that is newer, or whose age cannot be told.

    Returns
    -------
    placed, why : Placed, str
        What became of it and, if it was left out, the reason.

    Raises
    ------
    OSError
        If it cannot be written; what lay there before lies there still.
    """
    folder = home.submitted(work.student, work.lesson)
    notebook, timestamp = folder / f"{work.lesson}.ipynb", folder / TIMESTAMP
    if link := _link_on_the_way(notebook, timestamp, home.root):
        return Placed.KEPT, f"{link} is a link, through which nothing is written"
    there = notebook.read_bytes() if notebook.is_file() else None
    if there == work.notebook and not _is_later(work, timestamp):
        return Placed.UNCHANGED, ""
    guarded = there not in (None, work.notebook) and not force
    if guarded and (why := _why_not_older(work, notebook, timestamp)):
        return Placed.KEPT, why
    _write(work, notebook, timestamp)
    return (Placed.NEW if there is None else Placed.RENEWED), ""


def _link_on_the_way(notebook: Path, timestamp: Path, root: Path) -> Path | None:
    on_the_way = [notebook, timestamp, *notebook.parents]
    inside = (path for path in on_the_way if root in path.parents)
    return next((path.relative_to(root) for path in inside if path.is_symlink()), None)


def _is_later(work: Work, timestamp: Path) -> bool:
    """Say whether the time of the work is news."""
    there = _sent(timestamp)
    return work.sent is not None and (there is None or work.sent > there)


def _why_not_older(work: Work, notebook: Path, timestamp: Path) -> str:
    """Return why what lies there may not be replaced, or nothing if it is older."""
    there = _sent(timestamp)
    if there and work.sent:
        newer, what = there > work.sent, "was handed in later"
    else:
        written = notebook.stat().st_mtime
        newer = work.modified is None or written >= work.modified.timestamp()
        what = "may be newer"
    return f"other work lies there that {what}: --force takes this one" if newer else ""


def _sent(timestamp: Path) -> datetime | None:
    moment, _, zone = _text(timestamp).partition(" UTC")
    try:
        found = datetime.fromisoformat(moment)
        return None if zone or found.tzinfo else found.replace(tzinfo=UTC)
    except ValueError:
        return None


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace").strip() if path.is_file() else ""


def _write(work: Work, notebook: Path, timestamp: Path) -> None:
    """Write the notebook, then its time; a run that breaks off between is mended by the next."""
    if timestamp.is_file() and _text(timestamp) != work.timestamp:
        timestamp.unlink()
    write_in_one_step(notebook, work.notebook)
    if work.modified:
        seconds = work.modified.timestamp()
        os.utime(notebook, (seconds, seconds))
    if work.timestamp:
        write_in_one_step(timestamp, f"{work.timestamp}\n".encode())
