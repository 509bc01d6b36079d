"""Messages that would take many times their length to read are not read."""

from __future__ import annotations

import json
import socket

import pytest

from grading_helpers.instructor.grader import wire
from grading_helpers.instructor.grader.wire import MOST_PARTS, is_intricate


@pytest.mark.parametrize("part", [b"{}", b"[]", b'{"\\\\":"\\""}', b'{"a":"{"}'])
def test_a_message_of_too_many_parts_is_refused(part: bytes) -> None:
    assert is_intricate(b"[" + b",".join([part] * MOST_PARTS) + b"]")
    assert not is_intricate(b"[" + b",".join([part] * (MOST_PARTS // 2)) + b"]")


@pytest.mark.parametrize("text", ["{" * MOST_PARTS, '\\"[' * MOST_PARTS, "\\{" * MOST_PARTS])
def test_brackets_within_a_text_are_no_parts(text: str) -> None:
    assert not is_intricate(json.dumps([text, text]).encode())


def test_too_many_parts_are_an_error_of_the_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MOST_PARTS", 5)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        there, here = wire.Wire(theirs, 1000), wire.Wire(ours, 1000)
        for count in (4, 5):
            there.send([[]] * (count - 1))
        assert here.receive(5) == [[]] * 3
        with pytest.raises(wire.WireError, match="too many parts"):
            here.receive(5)
