"""One case of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hostile.lesson import TESTS

ALL = dict(TESTS)
NOTHING: dict[str, float] = dict.fromkeys(TESTS, 0.0)


def without(*tests: str) -> dict[str, float]:
    """Return the points of all but some tests."""
    return {name: 0.0 if name in tests else points for name, points in ALL.items()}


@dataclass(frozen=True)
class Case:
    """A submission and its expected marks.

    ``due`` is None if it must be refused; ``said`` must be in the messages about it.
    One that ``ends_itself`` does so where it came through a wall. ``lesson`` has the cells in which
    its lesson differs from the usual one, by their names.
    """

    name: str
    kind: str
    content: bytes = b""
    due: dict[str, float] | None = field(default_factory=lambda: dict(ALL))
    said: str = ""
    lay_out: Callable[[Path], None] | None = None
    ends_itself: bool = False
    lesson: Mapping[str, str] = field(default_factory=dict)
