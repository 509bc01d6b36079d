"""The host that must not change: a folder with a canary file, and a monitored port."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CANARY = "the canary sings"
# In the container, where nothing else listens.
PORT = 8765


@dataclass
class Host:
    """The target of the attacks, and the connections to its port."""

    target: Path
    port: int
    knocks: list[object] = field(default_factory=list)


def lay_out_target(target: Path) -> None:
    """Put the canary file into a folder that everybody may write to."""
    (target / "canary").write_text(CANARY)
    (target / "canary").chmod(0o666)
    target.chmod(0o777)


@contextmanager
def listening(target: Path, port: int = 0) -> Iterator[Host]:
    """Listen on a port of this machine, by default on a free one."""
    with socket.create_server(("127.0.0.1", port)) as server:
        host = Host(target, server.getsockname()[1])
        threading.Thread(target=_listen, args=(server, host.knocks), daemon=True).start()
        yield host


def _listen(server: socket.socket, knocks: list[object]) -> None:
    while True:
        try:
            knocks.append(server.accept())
        except OSError:
            return
