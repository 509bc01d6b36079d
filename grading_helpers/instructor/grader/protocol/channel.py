"""Messages between processes: JSON after its length, limited in size and time.

The other side may be hostile: the worst it can send is a wrong value.
"""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable

from grading_helpers.instructor.json_types import JsonValue

HEAD = 4
PAUSE_SECONDS = 0.05
PACKET = 32_768
MOST_PARTS = 700_000
A_TEXT = re.compile(rb'"[^"]*"')


class ChannelError(Exception):
    """The other side disconnected, was too slow, or broke the protocol."""


def send_in_packets(end: socket.socket, message: object) -> None:
    """Send a message of any length over a socket that preserves packets."""
    body = json.dumps(message, separators=(",", ":")).encode()
    end.send(len(body).to_bytes(HEAD, "big"))
    for start in range(0, len(body), PACKET):
        end.send(body[start : start + PACKET])


def receive_in_packets(end: socket.socket) -> JsonValue:
    """Receive a message that was sent in packets.

    Raises
    ------
    ChannelError
        If the other side disconnected.
    """
    size, parts = int.from_bytes(end.recv(HEAD), "big"), bytearray()
    while len(parts) < size:
        packet = end.recv(PACKET)
        if not packet:
            raise ChannelError("the other side disconnected")
        parts += packet
    return json.loads(parts) if parts else None


def is_intricate(body: bytes) -> bool:
    """Say whether JSON has so many parts that parsing it would take far more memory than its text.

    Examples
    --------
    >>> is_intricate(b"{}" * MOST_PARTS), is_intricate(b'"' + b"{" * MOST_PARTS + b'"')
    (True, False)
    """
    if body.count(b"{") + body.count(b"[") < MOST_PARTS:
        return False
    outside = A_TEXT.sub(b"", body.replace(b"\\\\", b"").replace(b'\\"', b""))
    return outside.count(b"{") + outside.count(b"[") >= MOST_PARTS


class MessageTooLongError(ChannelError):
    """A message is longer than the other side accepts; nothing was sent."""


class Channel:
    """One end of a socket, for one message at a time.

    Parameters
    ----------
    end : socket
        The end.
    most : int
        How many bytes a message may have.
    watch : callable, optional
        Called while a message is awaited; returns after how many seconds to call it again.
    """

    def __init__(
        self, end: socket.socket, most: int, watch: Callable[[], float] | None = None
    ) -> None:
        self.end, self.most = end, most
        self.watch = watch or (lambda: PAUSE_SECONDS)
        self._watched, self._pause = 0.0, PAUSE_SECONDS

    def send(self, message: object, seconds: float = 30) -> None:
        """Send a message.

        Raises
        ------
        MessageTooLongError
            If it is longer than the channel allows.
        ChannelError
            If the other side disconnected or does not read.
        """
        body = json.dumps(message, separators=(",", ":")).encode()
        if len(body) > self.most:
            raise MessageTooLongError(f"a message of {len(body)} bytes is too long")
        self.end.settimeout(seconds)
        try:
            self.end.sendall(len(body).to_bytes(HEAD, "big") + body)
        except OSError as error:
            raise ChannelError(f"a message could not be sent ({error})") from error

    def receive(self, seconds: float | None = None) -> JsonValue:
        """Wait for a message, and meanwhile call ``watch`` repeatedly.

        Raises
        ------
        ChannelError
            If none arrives in time, or it is not JSON, too long, or has too many parts.
        """
        until = None if seconds is None else time.monotonic() + seconds
        size = int.from_bytes(self._read(HEAD, until), "big")
        if size > self.most:
            raise ChannelError(f"a message of {size} bytes is too long")
        body = self._read(size, until)
        if is_intricate(body):
            raise ChannelError("a message has too many parts")
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise ChannelError("a message is not JSON") from error

    def _read(self, size: int, until: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            self.end.settimeout(self._pause)
            try:
                part = self.end.recv(min(size - len(parts), 2**20))
            except TimeoutError:
                self._wait(until)
                continue
            except OSError as error:
                raise ChannelError(f"the other side disconnected ({error})") from error
            if not part:
                raise ChannelError("the other side disconnected")
            parts += part
            self._wait(until)
        return bytes(parts)

    def _wait(self, until: float | None) -> None:
        """Check the time, and now and then what the other side uses."""
        now = time.monotonic()
        if until is not None and now > until:
            raise ChannelError("no answer in time")
        if now - self._watched >= self._pause:
            self._watched = now
            self._pause = self.watch()
