"""End a call that takes too long, so that an endless loop does not need a new kernel.

In the main thread a timer of the operating system interrupts the call repeatedly until it ends. A
browser, Windows and other threads have no such timer. There the lines of the learner's code are
traced, and the first one after the limit is interrupted. That ends a loop in this code, but not one
inside a library, nor one that catches every error.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from time import monotonic
from types import FrameType
from typing import Any

# In a browser Python is several times slower, and tracing each line slows it down again.
SECONDS = 60.0 if sys.platform == "emscripten" else 10.0
AGAIN = 0.25


class TookTooLongError(BaseException):
    """A call has reached the limit. Not an Exception, so that ``except Exception`` lets it pass."""


def time_limit(seconds: float, modules: Collection[str]) -> AbstractContextManager[None]:
    """Return a context that limits how long code may run.

    Parameters
    ----------
    seconds : float
        The limit.
    modules : collection of str
        The modules of the learner's own code, for places where it has to be traced.

    Raises
    ------
    TookTooLongError
        Inside the context, when the limit is reached.
    """
    if hasattr(signal, "setitimer") and _is_main_thread() and sys.platform != "emscripten":
        return _timed(seconds)
    # Do not replace a debugger or a coverage tool that already traces.
    return _traced(seconds, modules) if sys.gettrace() is None else nullcontext()


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    started = monotonic()
    before = signal.signal(signal.SIGALRM, _stop)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)

    def restore() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before if before is not None else signal.SIG_DFL)

    try:
        try:
            yield
        finally:
            restore()
    finally:
        restore()  # the timer may have fired again before it was off
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - monotonic() + started, 1e-3), interval)


def _stop(*_: object) -> None:
    raise TookTooLongError


@contextmanager
def _traced(seconds: float, modules: Collection[str]) -> Iterator[None]:
    end = monotonic() + seconds

    def at_line(frame: FrameType, event: str, argument: object) -> Any:
        if monotonic() > end:
            raise TookTooLongError
        return at_line

    def at_call(frame: FrameType, event: str, argument: object) -> Any:
        return at_line if frame.f_globals.get("__name__") in modules else None

    sys.settrace(at_call)
    try:
        yield
    finally:
        sys.settrace(None)
