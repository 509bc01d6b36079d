"""Start a fork server inside the outer layer of the sandbox, and ask it to fork."""

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

from grading_helpers.instructor.grader.execution.other_python import OtherPython
from grading_helpers.instructor.grader.execution.process_pair import (
    PrecomputedCell,
    ProcessPair,
    ProcessStartError,
)
from grading_helpers.instructor.grader.protocol.channel import (
    ChannelError,
    receive_in_packets,
    send_in_packets,
)
from grading_helpers.instructor.grader.protocol.connections import START_SECONDS
from grading_helpers.instructor.grader.sandbox import file_system
from grading_helpers.instructor.grader.sandbox.confinement import SCRATCH
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.sandbox.readable_paths import font_lists, readable_places
from grading_helpers.instructor.grader.sanitize.outputs import clean_outputs
from grading_helpers.instructor.json_types import JsonObject

IMPORT_SECONDS = 120
Cells = Sequence[tuple[str, str, str]]
# Windows opens no sockets without SYSTEMROOT.
KEPT = ("LANG", "LC_ALL", "TZ", "SYSTEMROOT")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class NoForkServerError(ProcessStartError):
    """The fork server could not be started or has ended."""


@dataclass
class ForkServer:
    """A running fork server: its process, its socket and the outer layer of its sandbox."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    outer_layer: str
    lock: Lock
    precomputed: dict[str, PrecomputedCell] = field(default_factory=dict)

    def pair(self, limits: Limits) -> ProcessPair:
        """Fork the two processes of a submission.

        Raises
        ------
        NoForkServerError
            If the fork server has ended, or the processes do not answer in time.
        """
        student, their_end = _identified_pair()
        judge, judges_end = _identified_pair()
        between, other = socket.socketpair()
        try:
            with their_end, judges_end, between, other:
                self._fork("student", limits, their_end, between)
                self._fork("judge", limits, judges_end, other)
            return ProcessPair(student, judge, sender(student), sender(judge))
        except (OSError, NoForkServerError) as error:
            student.close()
            judge.close()
            raise NoForkServerError(f"The processes did not start: {error}") from error

    def _fork(self, role: str, limits: Limits, *ends: socket.socket) -> None:
        """Fork a process that serves the given sockets."""
        order = json.dumps({"role": role, "limits": asdict(limits)}).encode()
        with self.lock:
            socket.send_fds(self.control, [order], [end.fileno() for end in ends])

    @property
    def is_alive(self) -> bool:
        """Whether it is still running."""
        return self.process.poll() is None

    def stop(self) -> None:
        """Stop it and everything that it forked."""
        self.control.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)


def start_fork_server(
    cells: Cells = (),
    use_bubblewrap: bool = True,
    use_namespaces: bool = True,
    python: OtherPython | None = None,
) -> ForkServer:
    """Start a fork server in the best outer sandbox available, or in the one asked for.

    Parameters
    ----------
    cells : sequence of (str, str, str), optional
        The lesson's own cells, from ``lesson_cells``, which it runs once at the start.
    use_bubblewrap, use_namespaces : bool, optional
        Whether to use these where they are available.
    python : OtherPython, optional
        The interpreter to run; by default this one.

    Raises
    ------
    NoForkServerError
        If it does not start, or could not read the package.
    """
    readable, fonts = readable_places(), font_lists()
    readable += [one for one in (python.places if python else ()) if one not in readable]
    for place in readable:
        if Path(place).is_relative_to(SCRATCH):
            raise NoForkServerError(
                f"{place} is in {SCRATCH}, which the sandbox hides from graded code: put the "
                "checkout and its environment into another folder"
            )
    command = file_system.bubblewrap_command(readable, fonts) if use_bubblewrap else []
    attempts = [(command, file_system.BUBBLEWRAP)] if command else []
    for prefix, layer in [*attempts, ([], file_system.OWN)]:
        order = {"layer": layer, "readable": readable, "fonts": fonts, "cells": cells}
        program = python.path if python else sys.executable
        fork_server = _start([*prefix, program], order | {"namespaces": use_namespaces})
        if fork_server:
            return fork_server
    raise NoForkServerError(
        "The fork server for grading did not start; set GRADER_DEBUG=1 to see why."
    )


def _start(command: list[str], order: JsonObject) -> ForkServer | None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    scratch = tempfile.mkdtemp(prefix="grading")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    module = "grading_helpers.instructor.grader.execution.fork_server_main"
    process = subprocess.Popen(
        [*command, "-s", "-m", module, str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        env=minimal_environment(),
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
    except (OSError, ValueError, ChannelError):
        ready = None
    fork_server = ForkServer(process, ours, ready["layer"] if ready else "", Lock())
    if not ready:
        fork_server.stop()
        return None
    for name, (outputs, data) in ready["precomputed"].items():
        fork_server.precomputed[name] = PrecomputedCell(clean_outputs(outputs), data)
    atexit.register(fork_server.stop)
    return fork_server


def minimal_environment() -> dict[str, str]:
    """Return the few environment variables that graded code may see."""
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


def _identified_pair() -> tuple[socket.socket, socket.socket]:
    """Return a pair of sockets; for the first, the kernel says which process sent a message."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs


def sender(end: socket.socket) -> int:
    """Return the id of the process that sends the next message, from the kernel.

    It is the id outside the process's own PID namespace.
    """
    end.settimeout(START_SECONDS)
    size = struct.calcsize("3i")
    _, found, _, _ = end.recvmsg(1, socket.CMSG_SPACE(size), socket.MSG_PEEK)
    for level, kind, content in found:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            return int(struct.unpack("3i", content[:size])[0])
    raise NoForkServerError("The kernel did not say which process sent a message.")
