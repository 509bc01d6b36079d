"""Messages that would take far more memory than their length are not read."""

from __future__ import annotations

import json
import socket

import pytest

from grading_helpers.instructor.grader.protocol import channel
from grading_helpers.instructor.grader.protocol.channel import MOST_PARTS, is_intricate


@pytest.mark.parametrize("part", [b"{}", b"[]", b'{"\\\\":"\\""}', b'{"a":"{"}'])
def test_a_message_of_too_many_parts_is_refused(part: bytes) -> None:
    assert is_intricate(b"[" + b",".join([part] * MOST_PARTS) + b"]")
    assert not is_intricate(b"[" + b",".join([part] * (MOST_PARTS // 2)) + b"]")


@pytest.mark.parametrize("text", ["{" * MOST_PARTS, '\\"[' * MOST_PARTS, "\\{" * MOST_PARTS])
def test_brackets_within_a_text_do_not_count_as_parts(text: str) -> None:
    assert not is_intricate(json.dumps([text, text]).encode())


def test_a_message_with_too_many_parts_is_a_channel_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "MOST_PARTS", 5)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        there, here = channel.Channel(theirs, 1000), channel.Channel(ours, 1000)
        for count in (4, 5):
            there.send([[]] * (count - 1))
        assert here.receive(5) == [[]] * 3
        with pytest.raises(channel.ChannelError, match="too many parts"):
            here.receive(5)
