"""A run over a class that can be killed and taken up again, one run at a time."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

BACKUPS_KEPT = 5


class BusyError(RuntimeError):
    """Another run is at work in the same course."""


@contextmanager
def only_run(root: Path) -> Iterator[None]:
    """Be the only run in a course folder.

    Raises
    ------
    BusyError
        If another one is at work; the message says which.
    """
    home = _home(root)
    owner = home / "run"
    # The system lets go of the lock when the process ends, however it does.
    try:
        with FileLock(home / "lock", blocking=False):
            owner.write_text(f"process {os.getpid()}", "utf-8")
            yield
    except Timeout:
        who = owner.read_text("utf-8") if owner.is_file() else "unknown"
        raise BusyError(
            f"another grading run ({who}) is at work in {root}; wait for its end, then try again"
        ) from None


def back_up(database: Path, root: Path) -> Path | None:
    """Copy an SQLite gradebook before it is written to, and keep the last few copies."""
    if not database.is_file():
        return None
    folder = _home(root) / "backups"
    folder.mkdir(exist_ok=True)
    now = f"{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 10**9:09d}"
    copy = folder / f"{database.stem}-{now}.db"
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    for old in sorted(folder.glob(f"{database.stem}-*.db"))[:-BACKUPS_KEPT]:
        old.unlink()
    return copy


def _home(root: Path) -> Path:
    home = root / ".grading"
    home.mkdir(mode=0o700, exist_ok=True)
    return home
