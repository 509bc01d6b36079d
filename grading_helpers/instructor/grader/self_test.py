"""Check quickly what the sandbox prevents, before a class is graded."""

from __future__ import annotations

import os
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from grading_helpers.instructor.grader.execution.process_pair import Launcher
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.execution.spawn import Spawner
from grading_helpers.instructor.grader.sandbox import file_system
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.sandbox.process_tree import family, is_alive

ESSENTIAL = ("files", "network", "processes")
PROTECTIONS = {
    "files": "graded code cannot read the files of the course or the home folder",
    "network": "graded code cannot reach the network",
    "processes": "graded code cannot signal other processes, and nothing outlives it",
    "memory": "graded code cannot use all the memory",
    "privileges": "graded code cannot gain privileges",
    "kernel": "graded code cannot make system calls that escape the limits",
}
SECRET = "a secret of the self-test"
# What a hostile submission would try. Each attempt that fails prints its name; what is not printed
# counts as not prevented.
ATTEMPTS = """
import ctypes, os, platform, resource, socket
libc = ctypes.CDLL(None, use_errno=True)
def files():
    for path in {paths!r}:
        try:
            return open(path).read()
        except OSError:
            pass
def network():
    try:
        connection = socket.socket(); connection.settimeout(0.3)
        return connection.connect_ex(("127.0.0.1", {port})) == 0
    except OSError:
        return False
def processes():
    try:
        os.kill({pid}, 0)
        return True
    except OSError:
        return False
def memory():
    return resource.getrlimit(resource.RLIMIT_AS)[1] in (-1, resource.RLIM_INFINITY)
def privileges():
    clone = {{"x86_64": 56, "aarch64": 220}}.get(platform.machine())
    child = libc.syscall(clone, 0x10000000 | 17, 0, 0, 0, 0) if clone else -1
    if child == 0:
        os._exit(0)
    os.mkdir("mountpoint")
    return (
        child > 0
        or libc.unshare(0x10000000) == 0
        or libc.mount(b"none", b"mountpoint", b"tmpfs", 0, None) == 0
    )
def kernel():
    try:
        return os.memfd_create("x") >= 0
    except OSError:
        return False
for attempt in (files, network, processes, memory, privileges, kernel):
    try:
        if not attempt():
            print("prevented", attempt.__name__)
    except Exception:
        pass
if os.fork() == 0:
    os.setsid()
    os.execv("/bin/sleep", ["sleep", "30"])
"""


@dataclass(frozen=True)
class SandboxCheck:
    """What the sandbox prevented when it was tried, and its outer layer."""

    outer: str
    prevented: tuple[str, ...]
    possible: tuple[str, ...]

    @property
    def level(self) -> str:
        """``full``, ``reduced`` (no bubblewrap, or something is missing) or ``none``."""
        if any(one in self.possible for one in ESSENTIAL):
            return "none"
        return "full" if self.outer == file_system.BUBBLEWRAP and not self.possible else "reduced"

    def lines(self) -> Iterator[str]:
        """Yield the lines to print."""
        yield f"sandbox: {self.level} (outer layer: {self.outer})"
        if self.prevented:
            yield from (f"missing: {PROTECTIONS[one]}" for one in self.possible)
        else:
            yield "graded code can do everything that you can do on this machine"
        if self.outer != file_system.BUBBLEWRAP:
            yield "a full sandbox needs Linux and bubblewrap: apt-get install bubblewrap"


def check_sandbox(launcher: Launcher) -> SandboxCheck:
    """Try to break out of a submission's process, and return what was prevented.

    Without a sandbox nothing is tried, because it would succeed and change this machine.
    """
    if isinstance(launcher, Spawner):
        return SandboxCheck(launcher.outer_layer, (), tuple(PROTECTIONS))
    with _bait() as (paths, port):
        code = ATTEMPTS.format(paths=paths, port=port, pid=os.getpid())
        with Session(launcher, Limits(), {}) as session:
            outputs = session.run(code)
            tree = list(family(session.pair.student_pid))
        found = _prevented(outputs)
    if session.over or _alive(tree):
        found.discard("processes")
    return SandboxCheck(
        launcher.outer_layer,
        tuple(one for one in PROTECTIONS if one in found),
        tuple(one for one in PROTECTIONS if one not in found),
    )


@contextmanager
def _bait() -> Iterator[tuple[list[str], int]]:
    """Put secrets in the home, current and temporary folders, and listen on a port."""
    places = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        try:
            for folder in (Path.home(), Path.cwd(), Path(tempfile.gettempdir())):
                if os.access(folder, os.W_OK):
                    handle, name = tempfile.mkstemp(prefix=".self-test-", dir=folder)
                    os.write(handle, SECRET.encode())
                    os.fchmod(handle, 0o644)
                    os.close(handle)
                    places.append(name)
            yield places, server.getsockname()[1]
        finally:
            for name in places:
                Path(name).unlink(missing_ok=True)


def _prevented(outputs: object) -> set[str]:
    """Return what was prevented, according to what the attempts printed."""
    found = outputs if isinstance(outputs, list) else []
    texts = [str(one.get("text", "")) for one in found if isinstance(one, dict)]
    lines = "".join(texts).splitlines()
    return {line.removeprefix("prevented ") for line in lines if line.startswith("prevented ")}


def _alive(tree: list[int]) -> bool:
    """Return whether a process of a closed session is still running."""
    for _ in range(20):
        if not any(map(is_alive, tree)):
            return False
        time.sleep(0.02)
    return True
