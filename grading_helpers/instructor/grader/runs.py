"""A run over a class that can be killed and taken up again, one run at a time."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

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
    file = _home(root) / "lock"
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            owner = os.read(handle, 100).decode("utf-8", "replace").strip()
            raise BusyError(
                f"another grading run ({owner or 'unknown'}) is at work in this course; "
                "wait for its end"
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"process {os.getpid()}".encode())
        yield
    finally:
        # The kernel lets go of the lock with the file, however the process ends.
        os.close(handle)


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
