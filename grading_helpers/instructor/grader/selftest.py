"""A second's proof, before a class is graded, of which walls stand."""

from __future__ import annotations

import os
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from grading_helpers.instructor.grader import enclosure
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.pairs import Host
from grading_helpers.instructor.grader.session import Session
from grading_helpers.instructor.grader.spawning import Spawner
from grading_helpers.instructor.grader.watching import family, is_alive

ESSENTIAL = ("files", "network", "processes")
WORDS = {
    "files": "graded code cannot read the files of the course or the home folder",
    "network": "graded code cannot reach the network",
    "processes": "graded code cannot signal other processes, and nothing outlives it",
    "memory": "graded code cannot take all the memory",
    "privileges": "graded code cannot gain privileges",
    "kernel": "graded code cannot make system calls that no limit holds in",
}
SECRET = "a secret of the self-test"
# What a submission would try. Each attempt that fails prints the name of the wall that held;
# what is not printed does not count as held.
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
            print("held", attempt.__name__)
    except Exception:
        pass
if os.fork() == 0:
    os.setsid()
    os.execv("/bin/sleep", ["sleep", "30"])
"""


@dataclass(frozen=True)
class Proof:
    """Which walls held when they were tried, and what stands around them."""

    outer: str
    standing: tuple[str, ...]
    fallen: tuple[str, ...]

    @property
    def level(self) -> str:
        """``full``, ``reduced`` (no bubblewrap around it) or ``none``."""
        if any(wall in self.fallen for wall in ESSENTIAL):
            return "none"
        return "full" if self.outer == enclosure.BUBBLEWRAP and not self.fallen else "reduced"

    def lines(self) -> Iterator[str]:
        """Yield what is to be said of it, a line each."""
        yield f"sandbox: {self.level} (outer wall: {self.outer})"
        if self.standing:
            yield from (f"missing: {WORDS[wall]}" for wall in self.fallen)
        else:
            yield "graded code has all the rights that you have on this machine"
        if self.outer != enclosure.BUBBLEWRAP:
            yield "a full sandbox needs Linux with bubblewrap: apt-get install bubblewrap"


def prove_walls(host: Host) -> Proof:
    """Try to break out of a submission's process, and say what held.

    Where there are no walls nothing is tried: it would come through, and change this machine.
    """
    if isinstance(host, Spawner):
        return Proof(host.wall, (), tuple(WORDS))
    with _bait() as (paths, port):
        code = ATTEMPTS.format(paths=paths, port=port, pid=os.getpid())
        with Session(host, Limits(cell_wall=5, notebook_wall=10), {}) as session:
            outputs = session.run(code)
            tree = list(family(session.pair.student_pid))
        held = _held(outputs)
    if session.over or _alive(tree):
        held.discard("processes")
    standing = tuple(wall for wall in WORDS if wall in held)
    return Proof(host.wall, standing, tuple(wall for wall in WORDS if wall not in held))


@contextmanager
def _bait() -> Iterator[tuple[list[str], int]]:
    """Lay out secrets in the home, the current and a temporary folder, and listen on a port."""
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


def _held(outputs: object) -> set[str]:
    """Return the walls that held, by what the attempts printed."""
    found = outputs if isinstance(outputs, list) else []
    texts = [str(one.get("text", "")) for one in found if isinstance(one, dict)]
    lines = "".join(texts).splitlines()
    return {line.removeprefix("held ") for line in lines if line.startswith("held ")}


def _alive(tree: list[int]) -> bool:
    """Say whether a process of a session that is over still runs."""
    for _ in range(20):
        if not any(map(is_alive, tree)):
            return False
        time.sleep(0.02)
    return True
