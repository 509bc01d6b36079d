"""Collecting from an exchange that students share: the owner of a folder has handed it in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect


class OwnersCollect(ExchangeCollect):  # type: ignore[misc]
    """Takes the student's id from the account that owns a submission, not from its name.

    Stock nbgrader warns that a submission is owned by somebody else, and collects it all the
    same: ``nbgrader submit --student other`` puts another student's work out of the way.
    """

    def _path_to_record(self, path: str) -> dict[str, Any]:
        record: dict[str, Any] = super()._path_to_record(path)
        claimed, owner = record["username"], _owner(Path(path))
        if claimed != owner:
            self.log.warning(
                "%s says it is %s's, but %s has written it: it counts as %s's. "
                "To do: ask %s what was meant.",
                *(path, claimed, owner, owner, owner),
            )
        return record | {"username": owner}


def _owner(path: Path) -> str:
    """Return the account that a file belongs to, or its number where the account is gone."""
    try:
        return path.owner()
    except KeyError:
        return str(path.stat().st_uid)
