"""The student's process: it runs cells for the grader and answers calls from the judge.

Behind its walls everything here may be bent by the student's code. So nothing that it says is
believed: its outputs are cleaned, its values are only values, and no hidden test is here.
"""

from __future__ import annotations

import select
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from reprlib import Repr
from types import TracebackType
from typing import Any

import numpy as np
from matplotlib import pyplot as plt

from grading_helpers.figure_views import VIEWS
from grading_helpers.instructor.grader.decoding import decode
from grading_helpers.instructor.grader.files import unpack
from grading_helpers.instructor.grader.limits import MEGABYTE
from grading_helpers.instructor.grader.outputs import Outputs, Stream, as_json
from grading_helpers.instructor.grader.rehearsing import Scene
from grading_helpers.instructor.grader.shell import CellShell
from grading_helpers.instructor.grader.values import Data, Encoder
from grading_helpers.instructor.grader.wire import TooLongError, Wire, WireError

Message = Mapping[str, Any]
MOST_REPR = 300
MOST_TRACE_LINES = 40
CHATTER = 20_000
OURS = str(Path(__file__).parent)
SHORT = Repr()
SHORT.maxother = SHORT.maxstring = MOST_REPR


def serve_student(
    shell: CellShell, grader: Wire, judge: Wire, walls: Sequence[str], scenes: Mapping[str, Scene]
) -> None:
    """Tell the grader which walls stand, lay out the student's files, and serve to the end."""
    grader.send({"walls": list(walls)})
    unpack(grader.receive()["files"])
    # As in a notebook, what lies beside it can be imported.
    sys.path.insert(0, "")
    np.random.seed()
    StudentProcess(shell, grader, judge, scenes).serve()


class StudentProcess:
    """What serves the grader and the judge, one message after the other."""

    def __init__(
        self, shell: CellShell, grader: Wire, judge: Wire, scenes: Mapping[str, Scene]
    ) -> None:
        self.shell, self.grader, self.judge, self.scenes = shell, grader, judge, scenes
        self.held: dict[int, object] = {}
        self.numbers = count(1)
        self.tasks: dict[str, Callable[[Message], Message]] = {
            "get": self._get,
            "call": self._call,
            "probe": self._probe,
            "attribute": self._attribute,
            "close": self._close,
            "forget": self._forget,
        }

    def serve(self) -> None:
        """Answer until the grader is gone."""
        sys.stdout = Stream(self.shell, "stdout")
        sys.stderr = Stream(self.shell, "stderr")
        wires = {self.grader.end: self._run_cell, self.judge.end: self._answer}
        while wires:
            for end in select.select(list(wires), [], [])[0]:
                try:
                    wires[end]()
                except WireError:
                    if end is self.grader.end:
                        return
                    wires.pop(end)

    def _run_cell(self) -> None:
        message = self.grader.receive()
        if "scene" in message:
            # The grader has its outputs already and waits for no answer.
            self.shell.user_ns.update(self.scenes[message["scene"]].names)
            return
        outputs = Outputs(int(message["most"]))
        # Lines of an answer are named after the cell, whether those above it were run or not.
        self.shell.execution_count = int(message["number"])
        _interruptible(lambda: self.shell.run(message["source"], outputs))
        for output in outputs.found:
            output.pop("display_id", None)
        self.grader.send({"outputs": as_json(outputs.found)})

    def _answer(self) -> None:
        message = self.judge.receive()
        self.shell.outputs = Outputs(CHATTER)
        reply: Message = {}
        try:
            task = self.tasks[message["do"]]
            reply = _interruptible(lambda: task(message)) or {}
        except BaseException as error:
            reply = {"error": _error(error)}
        try:
            self.judge.send({"n": message["n"], **reply})
        except TooLongError:
            most = self.judge.most // MEGABYTE
            words = f"What came back is too large for a test, which takes {most} MB at most."
            self.judge.send({"n": message["n"], "error": _error(ValueError(words))})

    def _get(self, message: Message) -> Message:
        if message["name"] not in self.shell.user_ns:
            return {"missing": True}
        return {"value": self._encoded(self.shell.user_ns[message["name"]])}

    def _call(self, message: Message) -> Message:
        function: Any = self.held[message["h"]]
        given = [decode(one, self._revive) for one in message["args"]]
        named = {name: decode(one, self._revive) for name, one in message["named"].items()}
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

    def _probe(self, message: Message) -> Message:
        return {"value": self._encoded(VIEWS[message["view"]](self.held[message["h"]]))}

    def _attribute(self, message: Message) -> Message:
        return {"value": self._encoded(getattr(self.held[message["h"]], message["name"]))}

    def _close(self, message: Message) -> Message:
        figure: Any = "all" if message["h"] is None else self.held[message["h"]]
        plt.close(figure)
        return {}

    def _forget(self, _: Message) -> Message:
        self.held.clear()
        plt.close("all")
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
        return {"t": "object", "h": number, "n": type(value).__name__[:100], "r": _short(value)}


def _interruptible(work: Callable[[], Any]) -> Any:
    """Do some work that the grader may interrupt; at all other times nobody may."""
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        return work()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _from_theirs(trace: TracebackType | None) -> TracebackType | None:
    """Return a traceback from the first line on that is not the grader's own."""
    while trace and trace.tb_frame.f_code.co_filename.startswith(OURS):
        trace = trace.tb_next
    return trace


def _short(value: object) -> str:
    try:
        return SHORT.repr(value)[:MOST_REPR]
    except Exception:
        return ""


def _error(error: BaseException) -> Message:
    """Return what an exception says: its kinds, its words, the lines that led to it."""
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
