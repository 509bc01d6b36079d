"""Starting a zygote behind the outer wall, and having it fork."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from grading_helpers.instructor.grader import enclosure
from grading_helpers.instructor.grader.cleaning import clean_outputs
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.pairs import START_SECONDS, NoPairError, Pair, Rehearsed
from grading_helpers.instructor.grader.places import font_lists, readable_places
from grading_helpers.instructor.grader.walls import SCRATCH
from grading_helpers.instructor.grader.wire import WireError, receive_in_packets, send_in_packets

IMPORT_SECONDS = 120
Cells = Sequence[tuple[str, str, str]]
# Without the last one Windows opens no sockets.
KEPT = ("LANG", "LC_ALL", "TZ", "SYSTEMROOT")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class NoZygoteError(NoPairError):
    """The zygote could not be started or has ended."""


@dataclass
class Zygote:
    """A running zygote: its process, its socket, the outer wall around it."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    wall: str
    lock: Lock
    scenes: dict[str, Rehearsed] = field(default_factory=dict)

    def pair(self, limits: Limits) -> Pair:
        """Have both processes of a submission forked.

        Raises
        ------
        NoZygoteError
            If the zygote has ended, or they do not begin to speak in time.
        """
        student, their_end = _credible_pair()
        judge, judges_end = _credible_pair()
        between, other = socket.socketpair()
        try:
            with their_end, judges_end, between, other:
                self._fork("student", limits, their_end, between)
                self._fork("judge", limits, judges_end, other)
            return Pair(student, judge, sender(student), sender(judge))
        except (OSError, NoZygoteError) as error:
            student.close()
            judge.close()
            raise NoZygoteError(f"the processes did not start ({error})") from error

    def _fork(self, role: str, limits: Limits, *ends: socket.socket) -> None:
        """Have a process forked that serves the given ends of sockets."""
        order = json.dumps({"role": role, "limits": asdict(limits)}).encode()
        with self.lock:
            socket.send_fds(self.control, [order], [end.fileno() for end in ends])

    @property
    def is_alive(self) -> bool:
        """Whether it still serves."""
        return self.process.poll() is None

    def stop(self) -> None:
        """End it and everything that it forked."""
        self.control.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)


def start_zygote(
    cells: Cells = (), use_bubblewrap: bool = True, use_namespaces: bool = True
) -> Zygote:
    """Start a zygote behind the best outer wall there is, or that is asked for.

    Parameters
    ----------
    cells : sequence of (str, str, str), optional
        The lesson's own cells, which it rehearses: from ``lesson_cells``.
    use_bubblewrap, use_namespaces : bool, optional
        Whether to use these where they are to be had.

    Raises
    ------
    NoZygoteError
        If it does not come up, or could not see the helpers of the course.
    """
    readable, fonts = readable_places(), font_lists()
    for place in readable:
        if Path(place).is_relative_to(SCRATCH):
            raise NoZygoteError(
                f"{place} lies in {SCRATCH}, which the sandbox hides from graded code: put the "
                "checkout and its environment into another folder"
            )
    command = enclosure.bubblewrap_command(readable, fonts) if use_bubblewrap else []
    attempts = [(command, enclosure.BUBBLEWRAP)] if command else []
    for prefix, wall in [*attempts, ([], enclosure.OWN)]:
        order = {"wall": wall, "readable": readable, "fonts": fonts, "cells": cells}
        zygote = _start(prefix, order | {"namespaces": use_namespaces})
        if zygote:
            return zygote
    raise NoZygoteError("the process that grading is forked from did not start")


def _start(prefix: list[str], order: dict[str, Any]) -> Zygote | None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    scratch = tempfile.mkdtemp(prefix="grading")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    module = "grading_helpers.instructor.grader.zygote"
    program = [*prefix, sys.executable, "-s", "-m", module, str(theirs.fileno())]
    process = subprocess.Popen(
        program,
        pass_fds=[theirs.fileno()],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=None if os.environ.get("GRADER_DEBUG") else subprocess.DEVNULL,
        start_new_session=True,
    )
    theirs.close()
    ours.settimeout(IMPORT_SECONDS)
    try:
        send_in_packets(ours, {**order, "scratch": scratch})
        ready = receive_in_packets(ours)
    except (OSError, ValueError, WireError):
        ready = None
    zygote = Zygote(process, ours, ready["wall"] if ready else "", Lock())
    if not ready:
        zygote.stop()
        return None
    for name, (outputs, data) in ready["scenes"].items():
        zygote.scenes[name] = Rehearsed(clean_outputs(outputs), data)
    atexit.register(zygote.stop)
    return zygote


def environment() -> dict[str, str]:
    """Return what graded code may know of the environment: next to nothing."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    import grading_helpers  # noqa: PLC0415

    home = os.path.dirname(os.path.dirname(grading_helpers.__file__))  # noqa: PTH120
    return {
        **kept,
        **ONE_THREAD,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "NBGRADER_EXECUTION": "autograde",
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": home,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "random",
    }


def _credible_pair() -> tuple[socket.socket, socket.socket]:
    """Return two ends of which ours learns from the kernel who sends."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs


def sender(end: socket.socket) -> int:
    """Return the process that sends the next message, as this process knows it.

    The kernel vouches for the number, which is another one within a namespace.
    """
    end.settimeout(START_SECONDS)
    size = struct.calcsize("3i")
    _, found, _, _ = end.recvmsg(1, socket.CMSG_SPACE(size), socket.MSG_PEEK)
    for level, kind, content in found:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            return int(struct.unpack("3i", content[:size])[0])
    raise NoZygoteError("the kernel does not say who sends")
