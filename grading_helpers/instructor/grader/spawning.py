"""Processes for a submission where there is no Linux: two new ones, without walls.

Nothing is forked, and no more than sockets is asked of the system, so that it works wherever
Python does; but each submission waits for the imports of its processes. What is kept is the judge
outside: tests and what they expect are never in the process that runs the student's code.
"""

from __future__ import annotations

import json
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from grading_helpers.instructor.grader.calling import MOST_HELLO, answer, listen, port_of
from grading_helpers.instructor.grader.enclosure import NONE
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.nursery import environment
from grading_helpers.instructor.grader.pairs import NoPairError, Pair, Rehearsed
from grading_helpers.instructor.grader.watching import end
from grading_helpers.instructor.grader.wire import Wire, WireError

MODULE = "grading_helpers.instructor.grader.spawned"
HOMES = ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "IPYTHONDIR", "MPLCONFIGDIR")
PATIENCE_SECONDS = 5
Ends = dict[str, socket.socket]


@dataclass(frozen=True)
class Spawned:
    """A process and the folder that it works in."""

    process: subprocess.Popen[bytes]
    scratch: str

    def tell(self, order: Mapping[str, Any]) -> None:
        """Tell it what it is for."""
        if self.process.stdin:
            self.process.stdin.write(json.dumps(order).encode() + b"\n")
            self.process.stdin.flush()

    def tidy(self) -> None:
        """End it, if it has not ended, and remove its folder."""
        if self.process.stdin:
            with suppress(OSError):
                self.process.stdin.close()
        end(self.process.pid)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE_SECONDS)
        shutil.rmtree(self.scratch, ignore_errors=True)


class Spawner:
    """Starts a student's and a judge's process anew for every submission."""

    wall = NONE
    scenes: Mapping[str, Rehearsed] = {}

    def pair(self, limits: Limits) -> Pair:
        """Start both processes and bring them together.

        Raises
        ------
        NoPairError
            If one of them does not come up.
        """
        token = secrets.token_hex()
        spawned: list[Spawned] = []
        with listen() as server:
            order = {"port": port_of(server), "token": token, "limits": asdict(limits)}
            try:
                for role in ("student", "judge"):
                    spawned.append(_spawned())
                    spawned[-1].tell(order | {"role": role})
                ends = _introduced(server, token, spawned)
            except (OSError, WireError, KeyError) as error:
                _tidy(spawned)
                raise NoPairError(f"its processes did not start ({error!r})") from error
        student, judge = (one.process.pid for one in spawned)
        return Pair(ends["student"], ends["judge"], student, judge, lambda: _tidy(spawned))


def _spawned() -> Spawned:
    """Start a process in a folder of its own; it ends when its input does."""
    scratch = tempfile.mkdtemp(prefix="grading")
    process = subprocess.Popen(
        [sys.executable, "-s", "-m", MODULE],
        cwd=scratch,
        env=environment() | dict.fromkeys(HOMES, scratch),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return Spawned(process, scratch)


def _introduced(server: socket.socket, token: str, spawned: Sequence[Spawned]) -> Ends:
    """Wait for both calls, and tell the student's process where the judge's listens."""
    ends: Ends = {}
    ports: dict[str, int] = {}

    def watch() -> None:
        for one in spawned:
            if one.process.poll() is not None:
                raise ChildProcessError(f"one ended with code {one.process.returncode}")

    while len(ends) < 2:
        caller, hello = answer(server, token, watch)
        ends[hello["role"]], ports[hello["role"]] = caller, hello["listens"]
    Wire(ends["student"], MOST_HELLO).send({"judge": ports["judge"]})
    return ends


def _tidy(all_spawned: Sequence[Spawned]) -> None:
    for one in all_spawned:
        one.tidy()
