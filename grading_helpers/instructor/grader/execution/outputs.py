"""The outputs of a running cell, limited in size and in a form for JSON."""

from __future__ import annotations

import io
from typing import Protocol

from grading_helpers.instructor.json_types import JsonObject, JsonValue

Output = JsonObject
CUT = "\n[the rest of the output was cut]\n"
# What an output costs beside its text, how much longer a text may be with escapes, and the room
# for saying that the rest was cut.
EACH, ESCAPED, SLACK = 500, 4, 10_000


class Outputs:
    """The outputs of one cell, limited in number and size."""

    def __init__(self, most: int, most_outputs: int = 400) -> None:
        self.most, self.most_outputs = most, most_outputs
        self._found: list[Output] = []
        # More text of the last stream, joined at the end: appending to a long text copies it.
        self._pieces: list[str] = []
        self.size = 0
        self.is_cut = False

    @property
    def found(self) -> list[Output]:
        """The outputs so far."""
        if self._pieces:
            self._found[-1]["text"] += "".join(self._pieces)
            self._pieces.clear()
        return self._found

    def clear(self) -> None:
        """Remove all outputs, as ``clear_output`` does."""
        self._pieces.clear()
        self._found.clear()

    def write(self, name: str, text: str) -> None:
        """Add text to a stream."""
        room = self._room(len(text))
        if room and self._found and self._found[-1].get("name") == name:
            self._pieces.append(text[:room])
        elif room:
            self.found.append({"output_type": "stream", "name": name, "text": text[:room]})
        self._cut(room < len(text))

    def add(self, output: Output) -> None:
        """Add an output other than a stream; it is never cut."""
        size = sum(len(str(part)) for part in output.get("data", output).values())
        if self._room(size) < size:
            self._cut(True)
        else:
            self.found.append(output)

    def _room(self, wanted: int) -> int:
        if len(self._found) >= self.most_outputs:
            return 0
        room = max(0, min(wanted, self.most - self.size))
        self.size += wanted
        return room

    def _cut(self, now: bool) -> None:
        if now and not self.is_cut:
            self.is_cut = True
            self.found.append({"output_type": "stream", "name": "stderr", "text": CUT})


def within(outputs: object, most: int) -> tuple[list[JsonValue], int]:
    """Return the first outputs that a student's process reports, as many as may be, and their cost.

    The process limits them itself, but an answer can change how it does so, and then they would
    fill the memory of the grader, which nobody limits.

    Parameters
    ----------
    outputs : object
        What the process sent.
    most : int
        How many characters the process was allowed.
    """
    kept: list[JsonValue] = []
    cost = 0
    for one in outputs if isinstance(outputs, list) else []:
        cost += len(str(one)) + EACH
        if cost > most * ESCAPED + SLACK:
            break
        kept.append(one)
    return kept, cost


class HasOutputs(Protocol):
    """An object that keeps the outputs of the running cell."""

    outputs: Outputs


class Stream(io.TextIOBase):
    """A stand-in for ``sys.stdout`` or ``sys.stderr`` while a cell runs."""

    encoding = "utf-8"

    def __init__(self, shell: HasOutputs, name: str) -> None:
        self.shell, self.name = shell, name

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Add text to the outputs of the running cell."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            self.shell.outputs.write(self.name, text)
        return len(text)


def as_json(value: object) -> JsonValue:
    """Return a value as a JSON value; anything unknown becomes text."""
    if isinstance(value, dict):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(part) for part in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
