"""The process that works on texts, one after the other, each for a limited time."""

from __future__ import annotations

import json
import signal
import sys
import time

from grading_helpers.instructor.grader.sanitize.limited import MEMORY, call_by_name


def main() -> None:
    """Serve until the other side disconnects."""
    _limit_memory()
    for line in sys.stdin:
        function, text, most_seconds = json.loads(line)
        call_by_name(function, "")
        began = time.process_time()
        _set_clock(most_seconds)
        made: str | None
        try:
            made = call_by_name(function, text)
        except (Exception, RecursionError):
            made = None
        _set_clock(0)
        print(json.dumps([made, time.process_time() - began]), flush=True)


def _set_clock(seconds: float) -> None:
    """Have the kernel end this process after some seconds of CPU time; 0 for never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
