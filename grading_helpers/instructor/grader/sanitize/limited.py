"""Working on a student's text in a process with a clock.

Parsers of HTML, Markdown and code take minutes for some texts that are short enough to be handed
in. A short text is worked on here; a longer one in another process, which is killed if it takes too
long. The caller then shows plain text.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from threading import Lock, Timer

# No parser takes longer than a few hundredths of a second for a text of this length.
SHORT = 5_000
CPU_SECONDS = 1.5
# For a machine so busy that the other process hardly runs.
WALL_SECONDS = 60.0
SECONDS_FOR_ALL = 6.0
MEMORY = 2**30
_left: ContextVar[list[float] | None] = ContextVar("_left", default=None)


class TooSlowError(Exception):
    """A text took too long, or the texts before it took all the time there is."""


@contextmanager
def one_submission() -> Iterator[None]:
    """Let all texts of one submission together take a few seconds at most."""
    token = _left.set([SECONDS_FOR_ALL])
    try:
        yield
    finally:
        _left.reset(token)


def in_time(function: str, text: str) -> str:
    """Return what a function makes of a text.

    Parameters
    ----------
    function : str
        Its module and name, as ``"package.module:function"``. It takes and returns text.
    text : str
        A student's text.

    Raises
    ------
    TooSlowError
        If it takes too long.
    """
    if len(text) <= SHORT:
        return call_by_name(function, text)
    left = _left.get()
    if left and left[0] <= 0:
        raise TooSlowError("the texts of this submission took too long")
    reply = _WORKER.ask(function, text)
    if left:
        left[0] -= CPU_SECONDS if reply is None else reply[1]
    if reply is None or reply[0] is None:
        raise TooSlowError("this text took too long, or cannot be read")
    return reply[0]


def call_by_name(function: str, text: str) -> str:
    """Import a function and call it with a text."""
    module, _, name = function.partition(":")
    return str(getattr(import_module(module), name)(text))


class _Worker:
    """The other process. It is started when it is needed, and again after it was killed."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.process: subprocess.Popen[str] | None = None

    def ask(self, function: str, text: str) -> tuple[str | None, float] | None:
        """Return the new text, None if it cannot be read, and the CPU time; None if killed."""
        with self.lock:
            process = self.process
            if process is None or process.poll() is not None:
                process = self.process = _start()
            clock = Timer(WALL_SECONDS, process.kill)
            clock.start()
            try:
                return self._reply(process, json.dumps([function, text, CPU_SECONDS]))
            finally:
                clock.cancel()

    def _reply(self, process: subprocess.Popen[str], order: str) -> tuple[str | None, float] | None:
        if process.stdin is None or process.stdout is None:
            return None
        try:
            process.stdin.write(f"{order}\n")
            process.stdin.flush()
            line = process.stdout.readline()
            made, seconds = json.loads(line)
        except (OSError, ValueError):
            self.stop()
            return None
        return made, seconds

    def stop(self) -> None:
        """Kill the process, if it is running."""
        if self.process is None:
            return
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue
        self.process.wait()
        self.process = None


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-s", "-m", "grading_helpers.instructor.grader.sanitize.limited_main"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="ascii",
    )


_WORKER = _Worker()
atexit.register(_WORKER.stop)
