"""The whole corpus."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.accidents import accidents
from hostile.attacks import attacks
from hostile.cases import Case
from hostile.cheats import cheats
from hostile.injections import injections


def corpus(target: str = "TARGET", port: int = 0) -> Iterator[Case]:
    """Yield every case."""
    yield from accidents()
    yield from cheats()
    yield from attacks(target, port)
    yield from injections()
