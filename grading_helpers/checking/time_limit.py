"""End a call that takes too long, so that an endless loop does not need a new kernel.

In the main thread a timer of the operating system interrupts the call repeatedly until it ends. A
browser, Windows and other threads have no such timer. There the lines of the learner's code are
watched, and the first one after the limit is interrupted. That ends a loop in this code, but not
one inside a library, nor one that catches every error.

Time counts while the call computes, so that a busy computer does not make a right answer too slow.
A call that only waits is stopped too, but later.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from time import monotonic
from types import CodeType, FrameType
from typing import TypeAlias

# In a browser Python is several times slower, and tracing each line slows it down again.
SECONDS = 60.0 if sys.platform == "emscripten" else 10.0
AGAIN = 0.25
# How many times the limit a call may take if it waits, or if other programs keep the computer busy.
WAITING = 6
# The numbers that sys.monitoring leaves to tools other than debuggers, profilers and the like.
TOOLS = (3, 4)
# The modules that begin and end a limit.
NOT_INTERRUPTED = (__file__, contextlib.__file__)


class TookTooLongError(BaseException):
    """A call has reached the limit. Not an Exception, so that ``except Exception`` lets it pass."""


# Not every system counts the time of a single thread, and a browser counts none.
_computed = (
    monotonic if sys.platform == "emscripten" else getattr(time, "thread_time", time.process_time)
)


@dataclass(frozen=True)
class _Limit:
    """The time when a call has to end; created and checked in the thread that makes the call."""

    seconds: float
    _started: float = field(default_factory=monotonic)
    _computed_before: float = field(default_factory=_computed)

    def is_reached(self) -> bool:
        taken = monotonic() - self._started
        return taken > self.seconds and (
            taken > self.seconds * WAITING or _computed() - self._computed_before > self.seconds
        )


def time_limit(seconds: float, modules: Collection[str]) -> AbstractContextManager[None]:
    """Return a context that limits how long code may run.

    Parameters
    ----------
    seconds : float
        How long it may compute, in seconds. If it waits, it may take ``WAITING`` times as long.
    modules : collection of str
        The modules of the learner's own code, for places where it has to be traced.

    Raises
    ------
    TookTooLongError
        Inside the context, when the limit is reached.
    """
    if hasattr(signal, "setitimer") and _is_main_thread() and sys.platform != "emscripten":
        return _timed(seconds)
    if sys.version_info >= (3, 12):
        return _watched(seconds, modules)
    # Do not replace a debugger or a coverage tool that already traces.
    return _traced(seconds, modules) if sys.gettrace() is None else nullcontext()


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Let a timer interrupt the code, but never the few lines that begin and end its limit.

    An interruption there would leave the timer on, and it would fire in the code that comes after.
    """
    started, limit, is_over = monotonic(), _Limit(seconds), False

    def stop(_: int, frame: FrameType | None) -> None:
        where = frame.f_code.co_filename if frame else ""
        if not is_over and where not in NOT_INTERRUPTED and limit.is_reached():
            raise TookTooLongError

    before = signal.signal(signal.SIGALRM, stop)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        is_over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before if before is not None else signal.SIG_DFL)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - monotonic() + started, 1e-3), interval)


if sys.version_info >= (3, 12):

    @contextmanager
    def _watched(seconds: float, modules: Collection[str]) -> Iterator[None]:
        """Watch only the learner's code; tracing would halve the speed of all libraries too."""
        watch, thread = sys.monitoring, threading.get_ident()
        tool = next((each for each in TOOLS if watch.get_tool(each) is None), None)
        if tool is None:
            yield
            return
        limit = _Limit(seconds)
        found: set[CodeType] = set()

        def at_start(code: CodeType, offset: int) -> object:
            if sys._getframe(1).f_globals.get("__name__") not in modules:
                return watch.DISABLE
            found.add(code)
            watch.set_local_events(tool, code, watch.events.LINE | watch.events.JUMP)
            return None

        def at_line(code: CodeType, *_: int) -> None:
            if threading.get_ident() == thread and limit.is_reached():
                raise TookTooLongError

        watch.use_tool_id(tool, __name__)
        try:
            watch.register_callback(tool, watch.events.PY_START, at_start)
            watch.register_callback(tool, watch.events.LINE, at_line)
            watch.register_callback(tool, watch.events.JUMP, at_line)
            watch.set_events(tool, watch.events.PY_START)
            yield
        finally:
            watch.set_events(tool, 0)
            for code in found:
                watch.set_local_events(tool, code, 0)
            watch.free_tool_id(tool)


_Trace: TypeAlias = "Callable[[FrameType, str, object], _Trace | None]"


@contextmanager
def _traced(seconds: float, modules: Collection[str]) -> Iterator[None]:
    limit = _Limit(seconds)

    def at_line(frame: FrameType, event: str, argument: object) -> _Trace | None:
        if limit.is_reached():
            raise TookTooLongError
        return at_line

    def at_call(frame: FrameType, event: str, argument: object) -> _Trace | None:
        return at_line if frame.f_globals.get("__name__") in modules else None

    sys.settrace(at_call)
    try:
        yield
    finally:
        sys.settrace(None)
