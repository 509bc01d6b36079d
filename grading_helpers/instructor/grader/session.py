"""One submission in its two processes: the student's runs cells, the judge's runs tests."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any

from grading_helpers.instructor.grader.files import pack
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.overseeing import Overseer, StoppedError
from grading_helpers.instructor.grader.pairs import START_SECONDS, Host, NoPairError
from grading_helpers.instructor.grader.plan import PlannedCell
from grading_helpers.instructor.grader.watching import end
from grading_helpers.instructor.grader.wire import Wire, WireError

HURRIED = 0.25
FAILED: Mapping[str, Any] = {"passed": False, "partial": None, "error": None, "lower_trust": False}


class Session:
    """The two processes of one submission, for as long as the ``with`` block lasts."""

    def __init__(self, host: Host, limits: Limits, files: Mapping[str, bytes]) -> None:
        self.limits, self.scenes = limits, host.scenes
        self.over = self.test_interrupted_for = ""
        self.stops: list[str] = []
        self._output_left = limits.notebook_output
        self.pair = host.pair(limits)
        self.student = Wire(self.pair.student, limits.message)
        self.judge = Wire(self.pair.judge, limits.message)
        try:
            self._start(files)
        except (OSError, WireError, TypeError, KeyError) as error:
            self.close()
            raise NoPairError(f"the processes of a submission did not start ({error})") from error

    def _start(self, files: Mapping[str, bytes]) -> None:
        self.walls: list[str] = self.student.receive(START_SECONDS)["walls"]
        self.judge.receive(START_SECONDS)
        self.overseer = Overseer(self.pair.student_pid, self.limits)
        self.student.watch = self.judge.watch = self.overseer
        self.student.send({"files": pack(files)})

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End both processes and everything that they started."""
        self.pair.close()

    def play(self, scene: str) -> None:
        """Give the student's process what a cell of the lesson bound when it was rehearsed."""
        if not self.over:
            with suppress(WireError):
                self.student.send({"scene": scene})

    def run(self, source: str, number: int = 1) -> object:
        """Run a cell and return what the student's process says are its outputs.

        Parameters
        ----------
        source : str
            The text of the cell.
        number : int
            Its place, by which tracebacks name it.
        """
        if self.over:
            return [stopped(f"This notebook was stopped: {self.over}.")]
        self.overseer.step()
        most = min(self.limits.cell_output, self._output_left)
        try:
            self.student.send({"source": source, "most": most, "number": number})
            outputs = self.student.receive().get("outputs")
        except StoppedError as error:
            return self._end(str(error))
        except (WireError, AttributeError) as error:
            return self._end(f"the process ended: {error}")
        self._note_interruption()
        self._output_left = max(0, self._output_left - len(str(outputs)))
        return outputs

    def test(self, cell: PlannedCell) -> Mapping[str, Any]:
        """Have the judge run a test and return its record.

        One whose visible part was interrupted has less time: it will hardly end by itself.
        """
        self.test_interrupted_for = ""
        if self.over:
            return FAILED
        self.overseer.step(HURRIED if self.stops else 1.0)
        needs = cell.needs
        order = {"source": cell.source, "setup": list(needs.setup), "names": list(needs.names)}
        try:
            self.judge.send(order)
            record = self.judge.receive(self.limits.notebook_wall)
        except StoppedError as error:
            self._end(str(error))
            return FAILED
        except WireError as error:
            self._end(f"no verdict came from the judge: {error}")
            return FAILED
        self.test_interrupted_for = self.overseer.interrupted_for
        self._note_interruption()
        if not isinstance(record, dict):
            return FAILED
        if record.get("lost"):
            self._end("the process ended in a test")
        return record

    def _note_interruption(self) -> None:
        if self.overseer.interrupted_for:
            self.stops.append(self.overseer.interrupted_for)

    def _end(self, cause: str) -> object:
        self.over = cause
        with suppress(OSError):
            end(self.pair.student_pid)
        return [stopped(f"This notebook was stopped: {cause}.")]


def stopped(words: str) -> dict[str, Any]:
    """Return the output that says why nothing more came."""
    return {"output_type": "error", "ename": "Stopped", "evalue": words, "traceback": [words]}
