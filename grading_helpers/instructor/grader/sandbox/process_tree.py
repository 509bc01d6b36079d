"""Measure and kill process trees on this system."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress

if sys.platform.startswith("linux"):
    from grading_helpers.instructor.grader.sandbox.process_tree_linux import (
        family,
        is_alive,
        paused,
        shared_fairly,
        usage,
    )
else:
    from grading_helpers.instructor.grader.sandbox.process_tree_psutil import (
        family,
        is_alive,
        paused,
        shared_fairly,
        usage,
    )

__all__ = ["end", "family", "is_alive", "paused", "shared_fairly", "usage"]
PATIENCE_SECONDS = 2.0
# Windows has no SIGKILL; SIGTERM kills a process there.
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def end(*pids: int) -> None:
    """Kill processes and their descendants, and wait briefly until they are gone."""
    members = [one for pid in pids for one in family(pid)]
    for one in members:
        with suppress(OSError):
            os.kill(one, KILL)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and any(map(is_alive, members)):
        time.sleep(0.005)
