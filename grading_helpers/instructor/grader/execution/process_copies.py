"""Copies of the student's process, made before a cell that may change more than names.

All hidden tests run after the last cell. A test above such a cell runs in the copy, in which
everything is as it was: objects, settings, random numbers and the files in the notebook's folder.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from weakref import WeakSet

from grading_helpers.instructor.grader.protocol.channel import Channel, ChannelError
from grading_helpers.instructor.grader.sandbox import linux
from grading_helpers.instructor.grader.sandbox.limits import MEGABYTE
from grading_helpers.instructor.json_types import JsonObject

MOST_COPIES = 4
# Larger folders are not copied: their files are as later cells left them.
MOST_BYTES = 4 * MEGABYTE
MOST_FILES = 200
# A copy that waits does nothing meanwhile.
LONG_SECONDS = 3600.0
# How long to wait for threads to end.
MOMENT_SECONDS = 1.0
_LASTING: WeakSet[threading.Thread] = WeakSet()


class ProcessCopy:
    """A copy of this process, which waits until it is asked to answer the judge.

    Parameters
    ----------
    serve : callable
        What the copy does: called with its end of the channel to this process, and never returns.
    """

    def __init__(self, serve: Callable[[Channel], None]) -> None:
        ours, theirs = socket.socketpair()
        folder = copied_folder()
        self.pid = os.fork()
        if self.pid == 0:
            _be_copy(serve, theirs, folder, ours)
        theirs.close()
        self.channel = _channel(ours)

    def takes(self, message: JsonObject) -> bool:
        """Give the copy a message from the judge; return whether it was there to take it.

        A later cell may have killed it. A process that was killed may look alive for a moment:
        only its answer shows that it lives.
        """
        with suppress(ChannelError):
            self.channel.send(message)
            self.channel.receive()
            return True
        self._end()
        return False

    def answer(self) -> JsonObject:
        """Let the copy answer the message that it took, and all that follow for its tests.

        Returns
        -------
        dict
            The first message that is for a test of another process. The copy has ended.

        Raises
        ------
        ChannelError
            If the copy ended before that.
        """
        before = signal.signal(signal.SIGINT, lambda *_: self._interrupt())
        try:
            found: JsonObject = self.channel.receive()
            return found
        finally:
            signal.signal(signal.SIGINT, before)
            self._end()

    def _end(self) -> None:
        self.channel.end.close()
        with suppress(OSError):
            os.waitpid(self.pid, 0)

    def _interrupt(self) -> None:
        with suppress(OSError):
            os.kill(self.pid, signal.SIGINT)


def can_copy() -> bool:
    """Return whether this process can be copied: threads would not be in the copy."""
    _wait_for_threads()
    return sys.platform == "linux" and threading.active_count() == 1


def _wait_for_threads() -> None:
    """Wait a moment for threads that are about to end, and only once for those that go on.

    Daemons, such as a progress bar's, and the threads of a pool do not end.
    """
    until = time.monotonic() + MOMENT_SECONDS
    for one in threading.enumerate():
        if one is not threading.current_thread() and not one.daemon and one not in _LASTING:
            one.join(max(0.0, until - time.monotonic()))
            _LASTING.add(one)


def _be_copy(
    serve: Callable[[Channel], None], end: socket.socket, folder: Path | None, other: socket.socket
) -> None:
    """Be the copy; never return."""
    try:
        other.close()
        with suppress(OSError):
            linux.die_with_parent()
        if folder:
            os.chdir(folder)
        serve(_channel(end))
    finally:
        os._exit(1)


def _channel(end: socket.socket) -> Channel:
    return Channel(end, 64 * MEGABYTE, watch=lambda: LONG_SECONDS)


def copied_folder() -> Path | None:
    """Return a copy of the folder in which the notebook runs; None if it is empty or too large."""
    here = Path.cwd()
    place = None
    with suppress(OSError, shutil.Error, RecursionError):
        # It may be a huge folder by now, such as /usr, so not all of it is listed.
        sizes = [one.lstat().st_size for one in islice(here.rglob("*"), MOST_FILES + 1)]
        if not sizes or len(sizes) > MOST_FILES or sum(sizes) > MOST_BYTES:
            return None
        place = Path(tempfile.mkdtemp())
        if place.is_relative_to(here):
            return None
        shutil.copytree(here, place / "work", symlinks=True)
        return place / "work"
    return None
