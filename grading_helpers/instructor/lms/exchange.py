"""Collect from a shared nbgrader exchange; the owner of a file decides whose work it is."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc

if TYPE_CHECKING:
    from logging import Logger

NOBODY = ""


class OwnersCollect(ExchangeCollect):  # type: ignore[misc]
    """Take the student from the account that owns a submission, not from its name.

    Stock nbgrader only warns when a submission is owned by somebody else and collects it anyway,
    so ``nbgrader submit --student other`` replaces another student's work. Anything that
    ``nbgrader submit`` never creates, such as a link to other work, is reported and skipped.
    """

    src_records: list[dict[str, object]]

    def init_src(self) -> None:
        """Find the newest submission of each student, skipping those without an owner."""
        super().init_src()
        self.src_records = [one for one in self.src_records if one["username"] != NOBODY]

    def _path_to_record(self, path: str) -> dict[str, object]:
        if fault := _fault(Path(path)):
            self.log.warning(
                "%s was skipped: %s. To fix: find out who owns it (ls -l) and ask them about it.",
                *(path, fault),
            )
            return {"username": NOBODY, "filename": path, "timestamp": datetime.min}
        record: dict[str, object] = super()._path_to_record(path)
        claimed, owner = record["username"], _owner(Path(path))
        if claimed != owner:
            self.log.warning(
                "%s claims to be from %s, but the file belongs to %s, so it counts as %s's work. "
                "Ask %s whether that is right.",
                *(path, claimed, owner, owner, owner),
            )
        return record | {"username": owner}

    def do_copy(self, src: str, dest: str, log: Logger | None = None) -> None:
        """Copy a submission; if it cannot be copied, report it and go on with the others."""
        try:
            super().do_copy(src, dest, log)
        except (OSError, RuntimeError) as error:
            shutil.rmtree(dest, ignore_errors=True)
            self.log.error(
                "%s could not be copied: %s. To fix: solve this problem, then collect again.",
                *(src, error),
            )


def _fault(path: Path) -> str:
    """Return why a path in the exchange is not a submission, or an empty string."""
    if path.is_symlink():
        return "it is a link, which may lead to other students' work"
    if not path.is_dir():
        return "it is not a folder"
    for folder, names, files in os.walk(path):
        links = [name for name in names + files if Path(folder, name).is_symlink()]
        if links:
            return f"it contains a link, {links[0]}, which may lead to other students' work"
    try:
        parse_utc(path.name.rsplit("+", 3)[2])
    except (ValueError, OverflowError, IndexError):
        return "its name contains no time"
    return ""


def _owner(path: Path) -> str:
    """Return the account that owns a file, or its number if the account no longer exists."""
    try:
        return path.owner()
    except KeyError:
        return str(path.stat().st_uid)
