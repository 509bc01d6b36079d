"""What stands in the judge's process for things that stay in the student's."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from types import FunctionType
from typing import Any

import numpy as np

from grading_helpers.figures import NotAFigureError
from grading_helpers.instructor.grader.decoding import BadValueError, decode
from grading_helpers.instructor.grader.states import become
from grading_helpers.instructor.grader.values import Data, Encoder
from grading_helpers.instructor.grader.wire import Wire, WireError

# These steer loops and generators: raised in the midst of a test they would end it early.
STEERING = (StopIteration, StopAsyncIteration, GeneratorExit)
KNOWN_ERRORS: dict[str, type[BaseException]] = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException) and kind not in STEERING
} | {"NotAFigureError": NotAFigureError, "LinAlgError": np.linalg.LinAlgError}
# Methods that are handed what is expected. Tables cross: what stays there and has one is a poser.
COMPARING = ("equals", "identical", "compare", "eq", "ne", "lt", "le", "gt", "ge", "isin", "sub")
A_NAME = re.compile(r"[A-Za-z_]\w{0,60}")


class LostError(BaseException):
    """The student's process is gone or has sent what is no value; catching it wins nothing."""


class RemoteObject:
    """Something in the student's process that cannot cross; its attributes can be asked for."""

    _link: Link
    _handle: int
    _words: str

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._link.attribute(self._handle, name)

    def __deepcopy__(self, memo: object) -> RemoteObject:
        return self

    def __repr__(self) -> str:
        return self._words


class Link:
    """The judge's line to the student's process.

    ``is_lower_trust`` becomes true when something was only described by the other side,
    ``is_spoiled`` when what came is no value, and ``is_lost`` when nothing came.
    """

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.numbers = count(1)
        self.calls = 0
        self.is_lower_trust = self.is_spoiled = self.is_lost = False
        self.trace: list[str] = []
        self.raised: BaseException | None = None

    def begin_test(self) -> None:
        """Begin afresh: what is said counts for this test alone."""
        self.is_lower_trust = self.is_spoiled = False
        self.trace = []

    def end_test(self) -> None:
        """Let go of all that is held for a test; its figures must not show up in a later cell."""
        if not self.is_lost:
            with suppress(LostError):
                self._ask("forget")

    def get(self, name: str) -> tuple[bool, Any]:
        """Say whether the student has something of that name, and what it is."""
        reply = self._ask("get", name=name)
        return (False, None) if reply.get("missing") else (True, self._value(reply))

    def call(self, handle: int, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call a function of the student and bring its inputs to the state that it left."""
        self.calls += 1
        sent = [self._encoded(one) for one in given]
        sent_named = {name: self._encoded(one) for name, one in named.items()}
        reply = self._ask("call", h=handle, args=sent, named=sent_named)
        after = reply.get("after")
        if isinstance(after, list):
            for one, state in zip([*given, *named.values()], after, strict=False):
                if isinstance(state, list) and len(state) == 1:
                    become(one, self._decoded(state[0]))
        return self._value(reply)

    def probe(self, view: str, handle: int) -> Any:
        """Have the student's side describe something by a view."""
        return self._value(self._ask("probe", view=view, h=handle))

    def close(self, handle: int | None) -> None:
        """Have a figure closed, or all of them."""
        self._ask("close", h=handle)

    def attribute(self, handle: int, name: str) -> Any:
        """Ask for an attribute of something, but for none that would be told what is expected."""
        if name in COMPARING:
            raise AttributeError(f"this is no table, its {name} is not asked")
        return self._value(self._ask("attribute", h=handle, name=name))

    def _ask(self, do: str, **rest: object) -> Mapping[str, Any]:
        if self.is_lost:
            raise LostError("the student's process has ended")
        number = next(self.numbers)
        try:
            self.wire.send({"n": number, "do": do, **rest})
            reply = self.wire.receive()
        except WireError as error:
            self.is_lost = True
            raise LostError(str(error)) from error
        if not isinstance(reply, dict) or reply.get("n") != number:
            self.is_lost = True
            raise LostError("the student's process gave an answer that was not asked for")
        return reply

    def _value(self, reply: Mapping[str, Any]) -> Any:
        if "error" in reply:
            self.raised = self._error(reply["error"])
            raise self.raised
        return self._decoded(reply.get("value"))

    def _decoded(self, data: Data) -> Any:
        try:
            return decode(data, self._revive)
        except BadValueError as error:
            self.is_spoiled = True
            raise LostError("what came back is no value") from error

    def _encoded(self, value: object) -> Data:
        return Encoder(_held).encode(value)

    def _error(self, data: Any) -> BaseException:
        """Return the exception that an answer tells of, of the nearest kind known here."""
        kinds = data.get("kinds") if isinstance(data, dict) else None
        names = [str(name) for name in kinds[:20]] if isinstance(kinds, list) and kinds else []
        near = next((KNOWN_ERRORS[name] for name in names if name in KNOWN_ERRORS), Exception)
        words = str(data.get("words", ""))[:2000] if names else ""
        trace = data.get("trace") if names else None
        self.trace = [str(line)[:2000] for line in trace[:40]] if isinstance(trace, list) else []
        return _made(near, names[0] if names else "Exception", words)

    def _revive(self, data: Mapping[str, Data]) -> object:
        handle, name = data.get("h"), str(data.get("n", ""))
        if not isinstance(handle, int):
            raise BadValueError("no handle")
        if data["t"] == "function":
            return _function(self, handle, name)
        if data["t"] != "object":
            raise BadValueError("nothing is held here")
        self.is_lower_trust = True
        found = type(_name(name, "object"), (RemoteObject,), {})()
        found._link, found._handle = self, handle
        found._words = str(data.get("r", ""))[:300] or f"<{name}>"
        return found


def _function(link: Link, handle: int, name: str) -> Callable[..., Any]:
    def remote(*given: Any, **named: Any) -> Any:
        return link.call(handle, given, named)

    remote.__name__ = remote.__qualname__ = _name(name, "function")
    remote._handle = handle  # type: ignore[attr-defined]
    return remote


def _held(value: object) -> Data:
    """Return the data of something that lives on the other side."""
    if isinstance(value, RemoteObject | FunctionType) and "_handle" in vars(value):
        return {"t": "held", "h": vars(value)["_handle"]}
    raise TypeError(f"A test cannot hand a {type(value).__name__} to a student's function.")


def _name(name: str, otherwise: str) -> str:
    return name if A_NAME.fullmatch(name) else otherwise


def _made(kind: type[BaseException], name: str, words: str) -> BaseException:
    own = kind
    if name != kind.__name__:
        own = type(_name(name, "Exception"), (kind,), {})
    for arguments in ((words,) if words else (), ()):
        try:
            return own(*arguments)
        except TypeError:
            continue
    return RuntimeError(f"{name}: {words}")
