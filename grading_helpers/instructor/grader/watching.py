"""What processes use up, by the means of this system, and their end."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress

if sys.platform.startswith("linux"):
    from grading_helpers.instructor.grader.watching_proc import (
        family,
        is_alive,
        shared_fairly,
        usage,
    )
else:
    from grading_helpers.instructor.grader.watching_psutil import (
        family,
        is_alive,
        shared_fairly,
        usage,
    )

__all__ = ["end", "family", "is_alive", "shared_fairly", "usage"]
PATIENCE_SECONDS = 2.0
# On Windows the other signals end a process too, and this one has no name.
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def end(*pids: int) -> None:
    """Kill processes and their descendants, and wait a moment until they are gone."""
    members = [one for pid in pids for one in family(pid)]
    for one in members:
        with suppress(OSError):
            os.kill(one, KILL)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and any(map(is_alive, members)):
        time.sleep(0.005)
