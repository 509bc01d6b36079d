"""A run over a class that can be killed and taken up again, one run at a time."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from grading_helpers.instructor.grader.gathering import Upload
from grading_helpers.instructor.grader.plan import Plan

BACKUPS_KEPT = 5
JOURNAL_FORMAT = 1


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
    # The system lets go of the lock when the process ends, however it does.
    try:
        with FileLock(_home(root) / "lock", blocking=False):
            yield
    except Timeout:
        raise BusyError(
            f"another grading run is at work in {root}; wait for its end, then try again"
        ) from None


class Journal:
    """What is already graded and saved: one line for each student, added after the saving."""

    def __init__(self, root: Path, plan: Plan) -> None:
        self.file = _home(root) / f"{plan.lesson}.jsonl"
        self.plan_digest = hashlib.sha256(
            json.dumps(asdict(plan), sort_keys=True, default=str).encode()
        ).hexdigest()
        self.done = dict(self._read())

    def is_done(self, upload: Upload) -> bool:
        """Say whether this very work was graded by this very plan."""
        return self.done.get(upload.student) == self._digest(upload)

    def add(self, upload: Upload, result: Mapping[str, Any]) -> None:
        """Write down that the work of a student is graded and saved."""
        digest = self._digest(upload)
        kept = {name: part for name, part in result.items() if name != "notebook"}
        line = json.dumps({"format": JOURNAL_FORMAT, "digest": digest, "at": time.time(), **kept})
        with self.file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.done[upload.student] = digest

    def _read(self) -> Iterator[tuple[str, str]]:
        if not self.file.is_file():
            return
        for line in self.file.read_text("utf-8", "replace").splitlines():
            try:
                entry = json.loads(line)
                yield entry["student"], entry["digest"]
            except (ValueError, KeyError, TypeError):
                # The line that a killed run left half written.
                continue

    def _digest(self, upload: Upload) -> str:
        digest = hashlib.sha256(self.plan_digest.encode())
        for name, content in (("", upload.notebook), *sorted(upload.files.items())):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        digest.update(upload.timestamp.encode() + upload.refused.encode())
        return digest.hexdigest()


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
