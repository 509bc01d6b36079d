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
from dataclasses import asdict, dataclass
from functools import cache
from threading import Lock
from typing import Any

from grading_helpers.instructor.grader import enclosure
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.places import font_lists, readable_places

START_SECONDS = 120
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class NoZygoteError(RuntimeError):
    """The zygote could not be started or has ended."""


@dataclass
class Zygote:
    """A running zygote: its process, its socket, the outer wall around it."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    wall: str
    lock: Lock

    def fork(self, role: str, limits: Limits, *ends: socket.socket) -> None:
        """Have a process forked that serves the given ends of sockets.

        Raises
        ------
        NoZygoteError
            If the zygote has ended.
        """
        order = json.dumps({"role": role, "limits": asdict(limits)}).encode()
        try:
            with self.lock:
                socket.send_fds(self.control, [order], [end.fileno() for end in ends])
        except OSError as error:
            raise NoZygoteError(f"the zygote has ended ({error})") from error

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


def start_zygote(use_bubblewrap: bool = True, use_namespaces: bool = True) -> Zygote:
    """Start a zygote behind the best outer wall there is, or that is asked for.

    Raises
    ------
    NoZygoteError
        If it does not come up.
    """
    readable, fonts = readable_places(), font_lists()
    command = enclosure.bubblewrap_command(readable, fonts) if use_bubblewrap else []
    attempts = [(command, enclosure.BUBBLEWRAP)] if command else []
    for prefix, wall in [*attempts, ([], enclosure.OWN)]:
        order = {"wall": wall, "readable": readable, "fonts": fonts}
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
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=None if os.environ.get("GRADER_DEBUG") else subprocess.DEVNULL,
        start_new_session=True,
    )
    theirs.close()
    ours.settimeout(START_SECONDS)
    try:
        ours.send(json.dumps({**order, "scratch": scratch}).encode())
        ready = json.loads(ours.recv(4096) or b"null")
    except (OSError, ValueError):
        ready = None
    zygote = Zygote(process, ours, ready["wall"] if ready else "", Lock())
    if not ready:
        zygote.stop()
        return None
    atexit.register(zygote.stop)
    return zygote


def _environment() -> dict[str, str]:
    """Return what graded code may know of the environment: next to nothing."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TZ") if name in os.environ}
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


@cache
def _zygotes() -> dict[int, Zygote]:
    return {}


_STARTING = Lock()


def zygote() -> Zygote:
    """Return the zygote of this process, started at the first call."""
    with _STARTING:
        found = _zygotes().get(os.getpid())
        if found is None or not found.is_alive:
            found = _zygotes()[os.getpid()] = start_zygote()
        return found


def sender(end: socket.socket, seconds: float) -> int:
    """Return the process that sends the next message, as this process knows it.

    The kernel vouches for the number, which is another one within a namespace.
    """
    end.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    end.settimeout(seconds)
    size = struct.calcsize("3i")
    _, found, _, _ = end.recvmsg(1, socket.CMSG_SPACE(size), socket.MSG_PEEK)
    for level, kind, content in found:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            return int(struct.unpack("3i", content[:size])[0])
    raise NoZygoteError("the kernel does not say who sends")
