"""One run at a time in a course folder, and backups of its gradebook."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.gradebook.opening import copy_database

BACKUPS_KEPT = 5
NANOSECONDS = 10**9


class BusyError(CommandError):
    """Another run is active in the same course folder."""


@contextmanager
def only_run(root: Path, command: str, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock of a course folder.

    Parameters
    ----------
    root : Path
        The course folder.
    command : str
        What runs, for the message to others that want the lock.
    patience : float, optional
        How many seconds to wait for another run to end.

    Raises
    ------
    BusyError
        If another run has it.
    """
    home = _home(root)
    owner = home / "run"
    # The system releases the lock when the process ends, for whatever reason.
    try:
        with FileLock(home / "lock", timeout=patience):
            owner.write_text(f"{command}, process {os.getpid()}", "utf-8")
            yield
    except Timeout:
        who = owner.read_text("utf-8") if owner.is_file() else "unknown"
        raise BusyError(
            f"Another run ({who}) is active in {root}. Wait until it ends, then try again."
        ) from None


def back_up(database: Path, root: Path) -> Path | None:
    """Back up an SQLite gradebook, and keep only the last few backups.

    Raises
    ------
    GradebookError
        If it cannot be copied, because it is locked or the disk is full.
    """
    if not database.is_file():
        return None
    folder = _home(root) / "backups"
    folder.mkdir(exist_ok=True)
    now = f"{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % NANOSECONDS:09d}"
    copy = folder / f"{database.stem}-{now}.db"
    earlier = sorted(folder.glob(f"{database.stem}-*.db"), key=_modified)
    copy_database(database, copy)
    if earlier and _modified(copy) <= _modified(earlier[-1]):
        # The clock was set back. Whoever looks for the newest copy looks at its date.
        after = _modified(earlier[-1]) + NANOSECONDS
        os.utime(copy, ns=(after, after))
    for old in [*earlier, copy][:-BACKUPS_KEPT]:
        old.unlink()
    return copy


def _modified(file: Path) -> int:
    """Return when a file was last changed, in nanoseconds."""
    return file.stat().st_mtime_ns


def _home(root: Path) -> Path:
    home = root / ".grading"
    home.mkdir(mode=0o700, exist_ok=True)
    return home
