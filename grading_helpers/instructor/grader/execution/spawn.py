"""Start two new processes for each submission, on systems other than Linux.

This needs only sockets, so it works wherever Python does. But there is no sandbox, and each
submission waits while its processes import their libraries. Even so, tests and expected values are
never in the process that runs the student's code.
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

from grading_helpers.instructor.grader.execution.fork_server import minimal_environment
from grading_helpers.instructor.grader.execution.process_pair import (
    PrecomputedCell,
    ProcessPair,
    ProcessStartError,
)
from grading_helpers.instructor.grader.protocol.channel import Channel, ChannelError
from grading_helpers.instructor.grader.protocol.connections import (
    MOST_HELLO,
    accept,
    listen,
    port_of,
)
from grading_helpers.instructor.grader.sandbox.file_system import NONE
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.sandbox.process_tree import end
from grading_helpers.instructor.json_types import JsonObject

MODULE = "grading_helpers.instructor.grader.execution.spawn_main"
HOMES = ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "IPYTHONDIR", "MPLCONFIGDIR")
PATIENCE_SECONDS = 5
Ends = dict[str, socket.socket]


@dataclass(frozen=True)
class Spawned:
    """A process and its working folder."""

    process: subprocess.Popen[bytes]
    scratch: str

    def tell(self, instructions: JsonObject) -> None:
        """Send the process its instructions."""
        if self.process.stdin:
            self.process.stdin.write(json.dumps(instructions).encode() + b"\n")
            self.process.stdin.flush()

    def tidy(self) -> None:
        """Kill the process, if it is still running, and remove its folder."""
        if self.process.stdin:
            with suppress(OSError):
                self.process.stdin.close()
        end(self.process.pid)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE_SECONDS)
        shutil.rmtree(self.scratch, ignore_errors=True)


class Spawner:
    """Starts two new processes for every submission."""

    outer_layer = NONE
    precomputed: Mapping[str, PrecomputedCell] = {}

    def pair(self, limits: Limits) -> ProcessPair:
        """Start both processes and connect them.

        Raises
        ------
        ProcessStartError
            If one of them does not start.
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
            except (OSError, ChannelError, KeyError) as error:
                _tidy(spawned)
                raise ProcessStartError(
                    f"The processes of a submission did not start: {error!r}"
                ) from error
        student, judge = (one.process.pid for one in spawned)
        return ProcessPair(ends["student"], ends["judge"], student, judge, lambda: _tidy(spawned))


def _spawned() -> Spawned:
    """Start a process in its own folder; it ends when its standard input is closed."""
    scratch = tempfile.mkdtemp(prefix="grading")
    process = subprocess.Popen(
        [sys.executable, "-s", "-m", MODULE],
        cwd=scratch,
        env=minimal_environment() | dict.fromkeys(HOMES, scratch),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return Spawned(process, scratch)


def _introduced(server: socket.socket, token: str, spawned: Sequence[Spawned]) -> Ends:
    """Wait until both have connected, and tell the student's process the judge's port."""
    ends: Ends = {}
    ports: dict[str, int] = {}

    def watch() -> None:
        for one in spawned:
            if one.process.poll() is not None:
                raise ChildProcessError(f"a process ended with exit code {one.process.returncode}")

    while len(ends) < 2:
        caller, hello = accept(server, token, watch)
        ends[hello["role"]], ports[hello["role"]] = caller, hello["listens"]
    Channel(ends["student"], MOST_HELLO).send({"judge": ports["judge"]})
    return ends


def _tidy(all_spawned: Sequence[Spawned]) -> None:
    for one in all_spawned:
        one.tidy()
