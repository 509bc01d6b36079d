"""Write submissions to ``submitted/``: completely or not at all, and never over newer work."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from grading_helpers.atomic_write import write_atomically
from grading_helpers.instructor.gradebook.course_folder import CourseFolder

TIMESTAMP = "timestamp.txt"


class CollectedAs(StrEnum):
    """What happened to a student's work."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True)
class CollectedWork:
    """One student's notebook, when it was handed in (UTC), its date, and the files beside it."""

    student: str
    lesson: str
    notebook: bytes
    sent: datetime | None = None
    modified: datetime | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def timestamp(self) -> str:
        """The hand-in time as nbgrader reads it; empty if unknown."""
        return f"{self.sent.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if self.sent else ""


def place_submission(
    home: CourseFolder, work: CollectedWork, *, force: bool = False
) -> tuple[CollectedAs, str, str]:
    """Put a student's work where nbgrader expects it.

    Parameters
    ----------
    home : CourseFolder
        The class.
    work : CollectedWork
        What was handed in.
    force : bool, optional
        Replace work even if it is newer, or of unknown age.

    Returns
    -------
    placed, why, cure : CollectedAs, str, str
        What happened and, if the work was not taken, the reason and what to do about it.

    Raises
    ------
    OSError
        If it cannot be written. Earlier work is then unchanged.
    """
    folder = home.submitted(work.student, work.lesson)
    notebook, timestamp = folder / f"{work.lesson}.ipynb", folder / TIMESTAMP
    beside = {folder / name: content for name, content in work.files.items()}
    if link := _link_on_the_way([notebook, timestamp, *beside], home.root):
        why = f"{link} is a link, and nothing is written through links"
        return CollectedAs.KEPT, why, "remove the link"
    there = notebook.read_bytes() if notebook.is_file() else None
    if blocked := next((path for path in beside if _is_blocked(path, folder)), None):
        why = f"{blocked.relative_to(home.root)} cannot be written where it belongs"
        return CollectedAs.KEPT, why, "remove what is in its place"
    missing = any(not path.is_file() for path in beside)
    if there == work.notebook and not _is_later(work, timestamp) and not missing:
        return CollectedAs.UNCHANGED, "", ""
    guarded = there not in (None, work.notebook) and not force
    if guarded and (why := _why_not_older(work, notebook, timestamp)):
        return CollectedAs.KEPT, why, "check which is right; --force replaces the other work"
    for path, content in beside.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    _write(work, notebook, timestamp)
    return (CollectedAs.NEW if there is None else CollectedAs.REPLACED), "", ""


def keep_attempt(home: CourseFolder, work: CollectedWork) -> None:
    """Keep an attempt that is not the last, because the best one counts."""
    name = _attempt_name(work.notebook, work.sent)
    folder = home.attempts(work.student, work.lesson) / name
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in work.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / name, content)
    _write(work, folder / f"{work.lesson}.ipynb", folder / TIMESTAMP)


def keep_what_is_there(home: CourseFolder, student: str, lesson: str) -> None:
    """Keep the work in ``submitted/`` as an attempt, before other work replaces it."""
    folder = home.submitted(student, lesson)
    notebook = folder / f"{lesson}.ipynb"
    name = _attempt_name(notebook.read_bytes(), hand_in_time(home, student, lesson))
    target = home.attempts(student, lesson) / name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder, target, symlinks=True)


def _attempt_name(notebook: bytes, sent: datetime | None) -> str:
    when = f"{sent.astimezone(UTC):%Y%m%d-%H%M%S}" if sent else "00000000-000000"
    return f"{when}-{hashlib.sha256(notebook).hexdigest()[:12]}"


def has_other_work(home: CourseFolder, work: CollectedWork) -> bool:
    """Return whether a different notebook of the student is in ``submitted/``."""
    notebook = home.submitted(work.student, work.lesson) / f"{work.lesson}.ipynb"
    return notebook.is_file() and notebook.read_bytes() != work.notebook


def hand_in_time(home: CourseFolder, student: str, lesson: str) -> datetime | None:
    """Return when the work in ``submitted/`` was handed in; None if that is not known."""
    return _sent(home.submitted(student, lesson) / TIMESTAMP)


def _is_blocked(path: Path, folder: Path) -> bool:
    """Return whether a folder is where a file belongs, or the other way round."""
    above = [one for one in path.parents if folder in one.parents]
    return path.is_dir() or any(one.is_file() for one in above)


def _link_on_the_way(files: list[Path], root: Path) -> Path | None:
    on_the_way = dict.fromkeys(one for file in files for one in (file, *file.parents))
    inside = (path for path in on_the_way if root in path.parents)
    return next((path.relative_to(root) for path in inside if path.is_symlink()), None)


def _is_later(work: CollectedWork, timestamp: Path) -> bool:
    """Say whether the hand-in time is later than that in ``submitted/``, or is the first known."""
    there = _sent(timestamp)
    return work.sent is not None and (there is None or work.sent > there)


def _why_not_older(work: CollectedWork, notebook: Path, timestamp: Path) -> str:
    """Return why the work in ``submitted/`` may not be replaced; empty if it is older."""
    there = _sent(timestamp)
    if there and work.sent:
        newer, what = there > work.sent, "was handed in later"
    else:
        written = notebook.stat().st_mtime
        newer = work.modified is None or written >= work.modified.timestamp()
        what = "may be newer"
    return f"submitted/ already has other work that {what}" if newer else ""


def _sent(timestamp: Path) -> datetime | None:
    moment, _, zone = _text(timestamp).partition(" UTC")
    try:
        found = datetime.fromisoformat(moment)
        return None if zone or found.tzinfo else found.replace(tzinfo=UTC)
    except ValueError:
        return None


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace").strip() if path.is_file() else ""


def _write(work: CollectedWork, notebook: Path, timestamp: Path) -> None:
    """Write the notebook, then its time; if a run stops in between, the next one completes it."""
    if timestamp.is_file() and _text(timestamp) != work.timestamp:
        timestamp.unlink()
    write_atomically(notebook, work.notebook)
    if work.modified:
        seconds = work.modified.timestamp()
        os.utime(notebook, (seconds, seconds))
    if work.timestamp:
        write_atomically(timestamp, f"{work.timestamp}\n".encode())
