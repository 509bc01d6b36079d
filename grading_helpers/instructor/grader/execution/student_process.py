"""The student's process, which runs cells for the grader and answers calls from the judge.

The student's code can change anything in this process. So the grader trusts nothing that it sends:
outputs are cleaned, values are decoded as plain data, and hidden tests are never here.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Container, Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from reprlib import Repr
from types import ModuleType, TracebackType
from typing import TypeVar

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from grading_helpers.checking.examine import leave_charts_to_the_judge
from grading_helpers.checking.inputs import decode_input
from grading_helpers.figures.display import as_figure
from grading_helpers.figures.recorder import record_drawing
from grading_helpers.instructor.grader.execution.cell_runner import CellShell
from grading_helpers.instructor.grader.execution.outputs import Outputs, Stream, as_json
from grading_helpers.instructor.grader.execution.precompute import PrecomputedState
from grading_helpers.instructor.grader.execution.process_copies import (
    MOST_COPIES,
    ProcessCopy,
    can_copy,
)
from grading_helpers.instructor.grader.execution.remembered_names import RememberedNames
from grading_helpers.instructor.grader.protocol.channel import (
    Channel,
    ChannelError,
    MessageTooLongError,
)
from grading_helpers.instructor.grader.protocol.decoding import decode_value
from grading_helpers.instructor.grader.protocol.encoding import Data, Encoder
from grading_helpers.instructor.grader.sandbox.limits import MEGABYTE
from grading_helpers.instructor.grader.submission.extra_files import write_files_from_json
from grading_helpers.instructor.json_types import JsonObject

Message = JsonObject
T = TypeVar("T")
MOST_REPR = 300
MOST_TRACE_LINES = 40
CHATTER = 20_000
OURS = str(Path(__file__).parents[1])
SHORT = Repr()
SHORT.maxother = SHORT.maxstring = MOST_REPR


def serve_student(
    shell: CellShell,
    grader: Channel,
    judge: Channel,
    layers: Sequence[str],
    precomputed: Mapping[str, PrecomputedState],
) -> None:
    """Tell the grader which layers of the sandbox are in place, then serve until it disconnects."""
    grader.send({"layers": list(layers)})
    write_files_from_json(grader.receive()["files"])
    # As in a notebook, modules in the same folder can be imported.
    sys.path.insert(0, "")
    np.random.seed()
    leave_charts_to_the_judge()
    StudentProcess(shell, grader, judge, precomputed).serve()


class StudentProcess:
    """Serves the grader and the judge, one message after the other."""

    def __init__(
        self,
        shell: CellShell,
        grader: Channel,
        judge: Channel,
        precomputed: Mapping[str, PrecomputedState],
    ) -> None:
        self.shell, self.grader, self.judge, self.precomputed = shell, grader, judge, precomputed
        self.held: dict[int, object] = {}
        self.numbers = count(1)
        self.tasks: dict[str, Callable[[Message], Message]] = {
            "get": self._get,
            "call": self._call,
            "calls": self._calls,
            "draw": self._draw,
            "attribute": self._attribute,
            "close": self._close,
            "forget": self._forget,
            "recall": self._recall,
        }
        self.remembered: dict[int, RememberedNames] = {}
        # The copies of this process that run the tests at some places.
        self.copies: dict[int, ProcessCopy] = {}

    def serve(self) -> None:
        """Answer until the grader disconnects."""
        sys.stdout = Stream(self.shell, "stdout")
        sys.stderr = Stream(self.shell, "stderr")
        channels = {self.grader.end: self._answer_grader, self.judge.end: self._answer_judge}
        while channels:
            for end in select.select(list(channels), [], [])[0]:
                try:
                    channels[end]()
                except ChannelError:
                    if end is self.grader.end:
                        return
                    channels.pop(end)

    def _answer_grader(self) -> None:
        message = self.grader.receive()
        if "files" in message:
            write_files_from_json(message["files"])
            return
        if "precomputed" in message:
            # The grader already has the outputs and does not wait for an answer.
            self.shell.user_ns.update(self.precomputed[message["precomputed"]].names)
            return
        if "remember" in message:
            _interruptible(lambda: self._remember(message))
            self.grader.send({})
            return
        if "copy" in message:
            self._copy()
            self.grader.send({})
            return
        outputs = Outputs(int(message["most"]))
        # Tracebacks number the cell, whether or not the cells above it were run.
        self.shell.execution_count = int(message["number"])
        _interruptible(lambda: self.shell.run(message["source"], outputs))
        for output in outputs.found:
            output.pop("display_id", None)
        self.grader.send({"outputs": as_json(outputs.found)})

    def _copy(self) -> None:
        """Make a copy of this process for the tests so far, unless a copy has them already."""
        places = self.remembered.keys() - self.copies.keys()
        if not places or len(set(self.copies.values())) >= MOST_COPIES or not can_copy():
            return
        with suppress(OSError):
            copy = ProcessCopy(lambda channel: self._be_copy(channel, places))
            self.copies |= dict.fromkeys(places, copy)

    def _be_copy(self, channel: Channel, places: Container[int]) -> None:
        """Answer the judge as a copy, until a message is for a test at another place."""
        self.copies.clear()
        message = channel.receive()
        channel.send({})
        while message["do"] != "recall" or message["place"] in places:
            self._reply_to(message)
            message = self.judge.receive()
        channel.send(message)

    def _answer_judge(self) -> None:
        message = self.judge.receive()
        while message["do"] == "recall" and (copy := self.copies.get(message["place"])):
            self.copies = {place: one for place, one in self.copies.items() if one is not copy}
            if not copy.takes(message):
                break
            try:
                message = copy.answer()
            except ChannelError:
                # As without a copy: a test in which the process ended has no verdict.
                os._exit(1)
        self._reply_to(message)

    def _reply_to(self, message: Message) -> None:
        self.shell.outputs = Outputs(CHATTER)
        reply: Message = {}
        try:
            task = self.tasks[message["do"]]
            reply = _interruptible(lambda: task(message)) or {}
        except BaseException as error:
            reply = {"error": _error(error)}
        try:
            self.judge.send({"n": message["n"], **reply})
        except MessageTooLongError:
            most = self.judge.most // MEGABYTE
            words = f"The value is too large for a test: more than {most} MB."
            self.judge.send({"n": message["n"], "error": _error(ValueError(words))})
        except (TypeError, ValueError, RecursionError):
            words = "The value cannot be sent to a test: its parts are not plain values."
            self.judge.send({"n": message["n"], "error": _error(TypeError(words))})

    def _get(self, message: Message) -> Message:
        if message["name"] not in self.shell.user_ns:
            return {"missing": True}
        value = self.shell.user_ns[message["name"]]
        reply: Message = {"value": self._encoded(value)}
        return reply | ({"module": value.__name__} if type(value) is ModuleType else {})

    def _function(self, message: Message) -> Callable[..., object]:
        function = self.held[message["h"]]
        if not callable(function):
            raise TypeError(f"a {type(function).__name__} is not callable")
        return function

    def _call(self, message: Message) -> Message:
        function = self._function(message)
        given = [decode_value(one, self._revive) for one in message["args"]]
        named = {name: decode_value(one, self._revive) for name, one in message["named"].items()}
        try:
            reply = {"value": self._encoded(function(*given, **named))}
        except BaseException as error:
            reply = {"error": _error(error)}
        after = [self._encoded(one) for one in [*given, *named.values()]]
        before = [*message["args"], *message["named"].values()]
        same = [
            None if str(old) == str(new) else [new] for old, new in zip(before, after, strict=True)
        ]
        return reply | {"after": same}

    def _calls(self, message: Message) -> Message:
        """Call a function on several inputs; an interruption ends all the calls that are left."""
        function = self._function(message)
        replies: list[Message] = []
        for given in message["inputs"]:
            try:
                arguments = [decode_input(one) for one in given]
                replies.append({"value": self._encoded(function(*arguments))})
            except KeyboardInterrupt as error:
                left = len(message["inputs"]) - len(replies)
                replies += [{"error": _error(error)}] * left
                break
            except BaseException as error:
                replies.append({"error": _error(error)})
        return {"replies": replies}

    def _draw(self, message: Message) -> Message:
        return {"drawing": record_drawing(as_figure(self.held[message["h"]])).to_data()}

    def _attribute(self, message: Message) -> Message:
        return {"value": self._encoded(getattr(self.held[message["h"]], message["name"]))}

    def _close(self, message: Message) -> Message:
        if message["h"] is None:
            plt.close("all")
        else:
            plt.close(self.held[message["h"]])  # type: ignore[arg-type]
        return {}

    def _forget(self, _: Message) -> Message:
        self.held.clear()
        plt.close("all")
        return {}

    def _remember(self, message: Message) -> None:
        place, names = int(message["remember"]), message["names"]
        self.remembered[place] = RememberedNames.of(self.shell.user_ns, names)

    def _recall(self, message: Message) -> Message:
        plt.close("all")
        self.remembered[message["place"]].put_back(self.shell.user_ns)
        return {}

    def _revive(self, data: Mapping[str, Data]) -> object:
        return self.held[data["h"]]

    def _encoded(self, value: object) -> Data:
        return Encoder(self._keep).encode(value)

    def _keep(self, value: object) -> Data:
        number = next(self.numbers)
        self.held[number] = value
        name = str(getattr(value, "__name__", type(value).__name__))[:100]
        if callable(value):
            return {"t": "function", "h": number, "n": name}
        if isinstance(value, Figure | Axes):
            return {"t": "object", "h": number, "n": "Figure", "figure": True}
        return {"t": "object", "h": number, "n": type(value).__name__[:100], "r": _short(value)}


def _interruptible(work: Callable[[], T]) -> T:
    """Run something that the grader may interrupt; at all other times signals are ignored."""
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        return work()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _from_theirs(trace: TracebackType | None) -> TracebackType | None:
    """Return a traceback without the grader's own frames at its top."""
    while trace and trace.tb_frame.f_code.co_filename.startswith(OURS):
        trace = trace.tb_next
    return trace


def _short(value: object) -> str:
    try:
        return SHORT.repr(value)[:MOST_REPR]
    except Exception:
        return ""


def _error(error: BaseException) -> Message:
    """Return an exception's classes, message and traceback."""
    first = error.args[0] if len(error.args) == 1 else None
    try:
        words = first if isinstance(first, str) else str(error)
    except Exception:
        words = ""
    try:
        lines = traceback.format_exception(type(error), error, _from_theirs(error.__traceback__))
        lines = lines[-MOST_TRACE_LINES:]
    except Exception:
        lines = []
    kinds = [kind.__name__ for kind in type(error).__mro__]
    return {"kinds": kinds, "words": str(words)[:2000], "trace": [str(one)[:2000] for one in lines]}
