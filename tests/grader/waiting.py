"""Waiting for what other processes do, for a long time on a busy computer."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_SECONDS = 60


def soon(holds: Callable[[], bool]) -> bool:
    """Wait until something holds; return whether it does in the end."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()
