"""Collecting from an exchange that students share: the owner of a folder has handed it in."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc

NOBODY = ""


class OwnersCollect(ExchangeCollect):  # type: ignore[misc]
    """Takes the student's id from the account that owns a submission, not from its name.

    Stock nbgrader warns that a submission is owned by somebody else, and collects it all the
    same: ``nbgrader submit --student other`` puts another student's work out of the way. What
    no ``nbgrader submit`` makes, such as a link to another's work, is named and left out.
    """

    src_records: list[dict[str, Any]]

    def init_src(self) -> None:
        """Find the newest submission of each student; those that are nobody's are left out."""
        super().init_src()
        self.src_records = [one for one in self.src_records if one["username"] != NOBODY]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        if fault := _fault(Path(path)):
            self.log.warning(
                "%s was left out: %s. To do: see whose it is (ls -l), and ask what was meant.",
                *(path, fault),
            )
            return {"username": NOBODY, "filename": path, "timestamp": datetime.min}
        record: dict[str, Any] = super()._path_to_record(path)
        claimed, owner = record["username"], _owner(Path(path))
        if claimed != owner:
            self.log.warning(
                "%s says it is %s's, but %s has written it: it counts as %s's. "
                "To do: ask %s what was meant.",
                *(path, claimed, owner, owner, owner),
            )
        return record | {"username": owner}

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy a submission; one that cannot be copied is named and stops no other."""
        try:
            super().do_copy(src, dest, log)
        except (OSError, RuntimeError) as error:
            shutil.rmtree(dest, ignore_errors=True)
            self.log.error(
                "%s could not be copied: %s. To do: mend that, then collect again.", src, error
            )


def _fault(path: Path) -> str:
    """Say why a path in the exchange is no submission, or nothing."""
    if path.is_symlink():
        return "it is a link, which may lead to the work of others"
    if not path.is_dir():
        return "it is no folder"
    for folder, names, files in os.walk(path):
        links = [name for name in names + files if Path(folder, name).is_symlink()]
        if links:
            return f"it holds a link, {links[0]}, which may lead to the work of others"
    try:
        parse_utc(path.name.rsplit("+", 3)[2])
    except (ValueError, OverflowError, IndexError):
        return "its name tells no time"
    return ""


def _owner(path: Path) -> str:
    """Return the account that a file belongs to, or its number where the account is gone."""
    try:
        return path.owner()
    except KeyError:
        return str(path.stat().st_uid)
