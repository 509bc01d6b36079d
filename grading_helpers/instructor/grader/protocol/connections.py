"""Connections between processes on this machine that share a token."""

from __future__ import annotations

import hmac
import socket
import time
from collections.abc import Callable
from contextlib import suppress

from grading_helpers.instructor.grader.protocol.channel import PAUSE_SECONDS, Channel, ChannelError
from grading_helpers.instructor.json_types import JsonObject

LOCAL = "127.0.0.1"
MOST_HELLO = 1000
HELLO_SECONDS = 5
# How long a process may take to start and connect.
START_SECONDS = 60


def listen() -> socket.socket:
    """Return a socket that other processes on this machine can connect to."""
    return socket.create_server((LOCAL, 0))


def port_of(server: socket.socket) -> int:
    """Return the port of a listening socket."""
    return int(server.getsockname()[1])


def connect(port: int, token: str, **more: object) -> socket.socket:
    """Connect to a port and send the token."""
    end = socket.create_connection((LOCAL, port), START_SECONDS)
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    Channel(end, MOST_HELLO).send({"token": token, **more})
    return end


def accept(
    server: socket.socket, token: str, watch: Callable[[], None] = lambda: None
) -> tuple[socket.socket, JsonObject]:
    """Wait for a connection with the right token, and close all others.

    Parameters
    ----------
    server : socket
        From ``listen``.
    token : str
        What the other process must send.
    watch : callable, optional
        Called repeatedly meanwhile; it may raise.

    Raises
    ------
    TimeoutError
        If none connects in time.
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
        with suppress(ChannelError, TypeError, AttributeError):
            hello = Channel(end, MOST_HELLO).receive(HELLO_SECONDS)
            if hmac.compare_digest(hello.pop("token"), token):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return end, hello
        end.close()
