"""Messages between processes: JSON with its length before it, bounded in size and time.

The other side may be hostile. Nothing it sends can do more than be a wrong value.
"""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable
from typing import Any

HEAD = 4
PAUSE_SECONDS = 0.05
PACKET = 32_768
MOST_PARTS = 700_000
A_TEXT = re.compile(rb'"[^"]*"')


class WireError(Exception):
    """The other side is gone, too slow, or does not keep to the form."""


def send_in_packets(end: socket.socket, message: object) -> None:
    """Send a message of any length over a socket that keeps packets whole."""
    body = json.dumps(message, separators=(",", ":")).encode()
    end.send(len(body).to_bytes(HEAD, "big"))
    for start in range(0, len(body), PACKET):
        end.send(body[start : start + PACKET])


def receive_in_packets(end: socket.socket) -> Any:
    """Receive what was sent in packets.

    Raises
    ------
    WireError
        If the other side is gone.
    """
    size, parts = int.from_bytes(end.recv(HEAD), "big"), bytearray()
    while len(parts) < size:
        packet = end.recv(PACKET)
        if not packet:
            raise WireError("the other side is gone")
        parts += packet
    return json.loads(parts) if parts else None


def is_intricate(body: bytes) -> bool:
    """Say whether JSON has so many parts that reading it would take many times its length.

    Examples
    --------
    >>> is_intricate(b"{}" * MOST_PARTS), is_intricate(b'"' + b"{" * MOST_PARTS + b'"')
    (True, False)
    """
    if body.count(b"{") + body.count(b"[") < MOST_PARTS:
        return False
    outside = A_TEXT.sub(b"", body.replace(b"\\\\", b"").replace(b'\\"', b""))
    return outside.count(b"{") + outside.count(b"[") >= MOST_PARTS


class TooLongError(WireError):
    """A message is longer than the other side takes; nothing of it was sent."""


class Wire:
    """One end of a socket that carries one message at a time."""

    def __init__(
        self, end: socket.socket, most: int, watch: Callable[[], None] | None = None
    ) -> None:
        self.end, self.most = end, most
        self.watch = watch or (lambda: None)
        self._watched = 0.0

    def send(self, message: object, seconds: float = 30) -> None:
        """Send a message.

        Raises
        ------
        TooLongError
            If it is longer than this wire carries.
        WireError
            If the other side is gone or takes no more.
        """
        body = json.dumps(message, separators=(",", ":")).encode()
        if len(body) > self.most:
            raise TooLongError(f"a message of {len(body)} bytes is too long")
        self.end.settimeout(seconds)
        try:
            self.end.sendall(len(body).to_bytes(HEAD, "big") + body)
        except OSError as error:
            raise WireError(f"no message can be sent ({error})") from error

    def receive(self, seconds: float | None = None) -> Any:
        """Wait for a message, calling ``watch`` again and again meanwhile.

        Raises
        ------
        WireError
            If none comes in time, or what comes is no message, too long or has too many parts.
        """
        until = None if seconds is None else time.monotonic() + seconds
        size = int.from_bytes(self._read(HEAD, until), "big")
        if size > self.most:
            raise WireError(f"a message of {size} bytes is too long")
        body = self._read(size, until)
        if is_intricate(body):
            raise WireError("a message has too many parts")
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise WireError("a message is no JSON") from error

    def _read(self, size: int, until: float | None) -> bytes:
        parts = bytearray()
        self.end.settimeout(PAUSE_SECONDS)
        while len(parts) < size:
            try:
                part = self.end.recv(min(size - len(parts), 2**20))
            except TimeoutError:
                self._wait(until)
                continue
            except OSError as error:
                raise WireError(f"the other side is gone ({error})") from error
            if not part:
                raise WireError("the other side is gone")
            parts += part
            self._wait(until)
        return bytes(parts)

    def _wait(self, until: float | None) -> None:
        """Look at the clock, and from time to time at what the other side uses up."""
        now = time.monotonic()
        if until is not None and now > until:
            raise WireError("no answer in time")
        if now - self._watched >= PAUSE_SECONDS:
            self._watched = now
            self.watch()
