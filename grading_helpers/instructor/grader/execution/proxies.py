"""Proxies in the judge's process for objects that stay in the student's process."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from types import FunctionType

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt

from grading_helpers.figures import views
from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.drawing import BadDrawingError, Drawing
from grading_helpers.figures.scene import Scene
from grading_helpers.instructor.grader.execution.limited_scene import LimitedScene
from grading_helpers.instructor.grader.protocol.channel import Channel, ChannelError
from grading_helpers.instructor.grader.protocol.decoding import BadValueError, decode_value
from grading_helpers.instructor.grader.protocol.encoding import Data, Encoder
from grading_helpers.instructor.grader.submission_result import STOPPED
from grading_helpers.instructor.json_types import JsonObject, JsonValue

# These end loops and generators: raised inside a test, they would end it early.
STEERING = (StopIteration, StopAsyncIteration, GeneratorExit)
KNOWN_ERRORS: dict[str, type[BaseException]] = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException) and kind not in STEERING
} | {"NotAFigureError": NotAFigureError, "LinAlgError": np.linalg.LinAlgError}
# Methods that are given the expected value. A real table would have been sent as data, so an
# object that stays there and has such a method is not a table.
COMPARING = frozenset(
    (
        *("equals", "identical", "compare", "eq", "ne", "lt", "le", "gt", "ge", "isin", "isclose"),
        *("allclose", "align", "combine_first", "reindex_like", "searchsorted"),
        *("sub", "subtract", "rsub", "mul", "div", "truediv", "dot", "corr", "corrwith", "cov"),
        *("issubset", "issuperset", "isdisjoint", "union", "intersection", "difference"),
        *("symmetric_difference", "startswith", "endswith"),
    )
)
# Errors of the grader's own, whose words are shown: an answer may not give its own such a name.
RESERVED = ("InWordsError", STOPPED)
A_NAME = re.compile(r"[A-Za-z_]\w{0,60}")


class LostError(BaseException):
    """The student's process ended or broke the protocol.

    It is a BaseException, so that tests cannot swallow it.
    """


class RemoteObject:
    """An object in the student's process that cannot be sent; its attributes can be read."""

    _link: Link
    _handle: int
    _words: str

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._link.attribute(self._handle, name)

    # Not NotImplemented, which counts as true if a test uses it directly.
    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__

    def __deepcopy__(self, memo: object) -> RemoteObject:
        return self

    def __repr__(self) -> str:
        return self._words


class Link:
    """The judge's connection to the student's process.

    ``is_lower_trust`` becomes true when the student's process described an object that cannot be
    sent, ``is_spoiled`` when it sent something that is not a value, and ``is_lost`` when the
    connection broke.
    """

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.numbers = count(1)
        self.calls = 0
        self.is_lower_trust = self.is_spoiled = self.is_lost = False
        self.scenes: dict[int, Scene] = {}
        self.trace: list[str] = []
        self.raised: BaseException | None = None
        # The arguments of the last call as they were sent, and what a single call returned.
        self.asked: list[Data] | None = None
        self.returned: object = None
        # Whether a call in this test changed its arguments, and whether the judge's stay the same.
        self.has_changed_inputs = self.leaves_inputs = False

    @contextmanager
    def without_changes(self) -> Iterator[None]:
        """Leave the arguments of calls as they were before."""
        self.leaves_inputs = True
        try:
            yield
        finally:
            self.leaves_inputs = False

    def begin_test(self, place: int | None = None) -> None:
        """Reset what is recorded about a test.

        Parameters
        ----------
        place : int, optional
            The place of the test: names stand for what they stood for there.
        """
        self.is_lower_trust = self.is_spoiled = self.has_changed_inputs = False
        self.trace = []
        self.asked = self.returned = None
        if place is not None:
            self._ask("recall", place=place)

    def end_test(self) -> None:
        """Release all objects and figures, so that none shows up in a later cell."""
        self.scenes.clear()
        if not self.is_lost:
            with suppress(LostError):
                self._ask("forget")

    def get(self, name: str, own: object = None) -> tuple[bool, object]:
        """Return whether the student defined a name, and its value.

        Parameters
        ----------
        name : str
            The name.
        own : object, optional
            What the instructor imported under this name. It takes the place of a function or
            object of the student's, which could pose as a library, but not of another module.
        """
        reply = self._ask("get", name=name)
        if reply.get("missing"):
            return False, None
        value, module = reply.get("value"), reply.get("module")
        is_held = isinstance(value, dict) and value.get("t") in ("function", "object")
        if own is not None and is_held and module in (None, getattr(own, "__name__", None)):
            return True, own
        return True, self._value(reply)

    def call(self, handle: int, given: tuple[object, ...], named: JsonObject) -> object:
        """Call a student's function, and apply the function's changes to its arguments here."""
        self.calls += 1
        sent = [self._encoded(one) for one in given]
        sent_named = {name: self._encoded(one) for name, one in named.items()}
        self.asked = [*sent, *sent_named.values()]
        reply = self._ask("call", h=handle, args=sent, named=sent_named)
        after = reply.get("after")
        if isinstance(after, list):
            for one, state in zip([*given, *named.values()], after, strict=False):
                if isinstance(state, list) and len(state) == 1:
                    self.has_changed_inputs = True
                    if not self.leaves_inputs:
                        become(one, self._decoded(state[0]))
        self.returned = self._value(reply)
        return self.returned

    def call_on_all(
        self, handle: int, inputs: Sequence[Sequence[JsonValue]]
    ) -> list[Callable[[], object]]:
        """Call a student's function on several inputs with one message.

        The inputs are data of `grading_helpers.checking.inputs`, decoded on the other side only.

        Returns
        -------
        list of callable
            For each input, a function that returns the result, or raises what the student's
            function raised. Changes to
            the arguments stay on the other side.
        """
        self.calls += 1
        replies = self._ask("calls", h=handle, inputs=list(inputs)).get("replies")
        if not isinstance(replies, list) or len(replies) != len(inputs):
            self.is_lost = True
            raise LostError("the student's process sent an unexpected answer")
        return [partial(self._value, one if isinstance(one, dict) else {}) for one in replies]

    def scene(self, handle: int) -> Scene:
        """Return what a figure in the student's process paints.

        It is asked for once, so that all views of a figure read the same picture.
        """
        if handle not in self.scenes:
            reply = self._ask("draw", h=handle)
            if "error" in reply:
                self._value(reply)
            try:
                self.scenes[handle] = LimitedScene(Drawing.from_data(reply.get("drawing")))
            except BadDrawingError as error:
                self.is_spoiled = True
                raise LostError("what came back is not a drawing") from error
        return self.scenes[handle]

    def close(self, handle: int | None) -> None:
        """Close a figure, or all of them."""
        self._ask("close", h=handle)

    def attribute(self, handle: int, name: str) -> object:
        """Return an attribute, unless it is a method that would be given the expected value."""
        if name in COMPARING:
            raise AttributeError(f"{name} is not available, because this is not a table")
        self.is_lower_trust = True
        return self._value(self._ask("attribute", h=handle, name=name))

    def _ask(self, do: str, **rest: object) -> JsonObject:
        if self.is_lost:
            raise LostError("the student's process has ended")
        number = next(self.numbers)
        try:
            self.channel.send({"n": number, "do": do, **rest})
            reply = self.channel.receive()
        except ChannelError as error:
            self.is_lost = True
            raise LostError(str(error)) from error
        if not isinstance(reply, dict) or reply.get("n") != number:
            self.is_lost = True
            raise LostError("the student's process sent an unexpected answer")
        return reply

    def _value(self, reply: JsonObject) -> object:
        if "error" in reply:
            self.raised = self._error(reply["error"])
            raise self.raised
        return self._decoded(reply.get("value"))

    def _decoded(self, data: Data) -> object:
        try:
            return decode_value(data, self._revive)
        except BadValueError as error:
            self.is_spoiled = True
            raise LostError("what came back is not a value") from error

    def _encoded(self, value: object) -> Data:
        return Encoder(_held).encode(value)

    def _error(self, data: JsonValue) -> BaseException:
        """Return the exception that an answer describes, of the closest class known here."""
        kinds = data.get("kinds") if isinstance(data, dict) else None
        names = [str(name) for name in kinds[:20]] if isinstance(kinds, list) and kinds else []
        if names and names[0] in RESERVED:
            names[0] = "Exception"
        near = next((KNOWN_ERRORS[name] for name in names if name in KNOWN_ERRORS), Exception)
        words = str(data.get("words", ""))[:2000] if names else ""
        trace = data.get("trace") if names else None
        self.trace = [str(line)[:2000] for line in trace[:40]] if isinstance(trace, list) else []
        return _made(near, names[0] if names else "Exception", words)

    def _revive(self, data: Mapping[str, Data]) -> object:
        handle, name = data.get("h"), str(data.get("n", ""))
        if not isinstance(handle, int):
            raise BadValueError("not a handle")
        if data["t"] == "function":
            return _function(self, handle, name)
        if data["t"] != "object":
            raise BadValueError("unknown kind of handle")
        # A figure is read from its drawing; all else about an object is the word of its process.
        is_figure = data.get("figure") is True
        self.is_lower_trust |= not is_figure
        found = type("Figure" if is_figure else _name(name, "object"), (RemoteObject,), {})()
        found._link, found._handle = self, handle
        words = "" if is_figure else str(data.get("r", ""))[:300]
        found._words = words or f"<{type(found).__name__}>"
        return found


def _function(link: Link, handle: int, name: str) -> Callable[..., object]:
    def remote(*given: object, **named: object) -> object:
        return link.call(handle, given, named)

    remote.__name__ = remote.__qualname__ = _name(name, "function")
    remote._handle = handle  # type: ignore[attr-defined]
    remote._call_on_all = partial(link.call_on_all, handle)  # type: ignore[attr-defined]
    return remote


def _held(value: object) -> Data:
    """Return the data that refers to an object on the other side."""
    if isinstance(value, RemoteObject | FunctionType) and "_handle" in vars(value):
        return {"t": "held", "h": vars(value)["_handle"]}
    raise TypeError(f"A test cannot pass a {type(value).__name__} to a student's function.")


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


def become(value: object, state: object) -> None:
    """Change an object to the state in which the other side left it.

    Examples
    --------
    >>> given = [2, 1]
    >>> become(given, [1, 2])
    >>> given
    [1, 2]
    """
    if isinstance(value, list) and isinstance(state, list):
        value[:] = state
    elif isinstance(value, dict | set) and isinstance(state, dict | set):
        value.clear()
        value.update(state)
    elif isinstance(value, np.ndarray) and isinstance(state, np.ndarray):
        value.resize(state.shape, refcheck=False)
        value[...] = state
    elif isinstance(value, pd.DataFrame | pd.Series) and type(state) is type(value):
        table: pd.DataFrame = value
        table._update_inplace(state)
        if isinstance(state, pd.Series):
            table.name = state.name


def read_figures_remotely(link: Link) -> None:
    """Let views and ``plt.close`` work on figures in the student's process."""
    plt.close = _remote_close(link)
    views.scene_of.register(RemoteObject, _remote_scene)


def _remote_scene(drawn: RemoteObject) -> Scene:
    return drawn._link.scene(drawn._handle)


def _remote_close(link: Link) -> Callable[..., None]:
    """Return a ``plt.close`` that also closes figures in the student's process.

    This matters because pandas draws into open figures.
    """
    close_here = plt.close

    def close(drawn: object = None) -> None:
        is_far = isinstance(drawn, RemoteObject)
        link.close(drawn._handle if is_far else None)  # type: ignore[attr-defined]
        if not is_far:
            close_here(drawn)  # type: ignore[arg-type]

    return close
