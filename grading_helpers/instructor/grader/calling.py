"""Connections between processes of this machine that were told the same token."""

from __future__ import annotations

import hmac
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from grading_helpers.instructor.grader.pairs import START_SECONDS
from grading_helpers.instructor.grader.wire import PAUSE_SECONDS, Wire, WireError

LOCAL = "127.0.0.1"
MOST_HELLO = 1000
HELLO_SECONDS = 5


def listen() -> socket.socket:
    """Return a socket that others of this machine can call."""
    return socket.create_server((LOCAL, 0))


def port_of(server: socket.socket) -> int:
    """Return the number by which a listening socket is called."""
    return int(server.getsockname()[1])


def call(port: int, token: str, **more: object) -> socket.socket:
    """Call a socket that listens, and say who one is."""
    end = socket.create_connection((LOCAL, port), START_SECONDS)
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    Wire(end, MOST_HELLO).send({"token": token, **more})
    return end


def answer(
    server: socket.socket, token: str, watch: Callable[[], None] = lambda: None
) -> tuple[socket.socket, Mapping[str, Any]]:
    """Wait for a caller that knows the token, and pass over all others.

    Parameters
    ----------
    server : socket
        From ``listen``.
    token : str
        What the caller must know.
    watch : callable, optional
        Called again and again meanwhile; it may raise.

    Raises
    ------
    TimeoutError
        If none calls in time.
    """
    until = time.monotonic() + START_SECONDS
    server.settimeout(PAUSE_SECONDS)
    while True:
        try:
            end, _ = server.accept()
        except TimeoutError:
            watch()
            if time.monotonic() > until:
                raise
            continue
        with suppress(WireError, TypeError, AttributeError):
            hello = Wire(end, MOST_HELLO).receive(HELLO_SECONDS)
            if hmac.compare_digest(hello.pop("token"), token):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return end, hello
        end.close()
