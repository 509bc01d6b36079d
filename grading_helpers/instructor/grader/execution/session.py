"""A session with the two processes of a submission: one runs cells, the other tests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType

from grading_helpers.instructor.grader.execution.outputs import within
from grading_helpers.instructor.grader.execution.process_pair import (
    Launcher,
    ProcessStartError,
)
from grading_helpers.instructor.grader.protocol.channel import Channel, ChannelError
from grading_helpers.instructor.grader.protocol.connections import START_SECONDS
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.sandbox.monitor import LimitExceededError, Monitor
from grading_helpers.instructor.grader.sandbox.process_tree import end
from grading_helpers.instructor.grader.submission.assignment import AssignmentCell
from grading_helpers.instructor.grader.submission.extra_files import files_to_json
from grading_helpers.instructor.grader.submission_result import STOPPED
from grading_helpers.instructor.json_types import JsonObject

HURRIED = 0.25
FAILED: JsonObject = {"passed": False, "partial": None, "error": None, "lower_trust": False}


class Session:
    """The two processes of one submission, killed at the end of the ``with`` block.

    Parameters
    ----------
    launcher : Launcher
        Starts them.
    limits : Limits
        What the processes can see of their limits: the same in every run of a notebook, so that
        no answer can tell one run from the next.
    files : mapping of str to bytes
        Small files that were handed in with the notebook.
    left : Limits, optional
        What is left of these limits after earlier runs.
    lesson_files : mapping of str to bytes, optional
        The lesson's own files, which both processes get.
    """

    def __init__(
        self,
        launcher: Launcher,
        limits: Limits,
        files: Mapping[str, bytes],
        left: Limits | None = None,
        lesson_files: Mapping[str, bytes] | None = None,
    ) -> None:
        self.limits, self.precomputed = left or limits, launcher.precomputed
        self.over = self.test_interrupted_for = ""
        self.stops: list[str] = []
        self._output_left = limits.notebook_output
        self.pair = launcher.pair(limits)
        self.student = Channel(self.pair.student, limits.message)
        self.judge = Channel(self.pair.judge, limits.message)
        try:
            self._start(files, lesson_files or {})
        except (OSError, ChannelError, TypeError, KeyError) as error:
            self.close()
            raise ProcessStartError(
                f"the processes of a submission did not start ({error})"
            ) from error

    def _start(self, files: Mapping[str, bytes], lesson_files: Mapping[str, bytes]) -> None:
        self.layers: list[str] = self.student.receive(START_SECONDS)["layers"]
        self.judge.receive(START_SECONDS)
        self.monitor = Monitor(self.pair.student_pid, self.limits)
        self.student.watch = self.judge.watch = self.monitor
        self.student.send({"files": files_to_json(files)})
        digest = hashlib.sha256(repr(sorted(lesson_files.items())).encode()).hexdigest()
        for name, content in lesson_files.items():
            message = {"files": files_to_json({name: content})}
            self.student.send(message)
            self.judge.send({**message, "folder": f"lesson-{digest}"})

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
        """Kill both processes and everything that they started."""
        self.pair.close()

    def reuse(self, cell_id: str) -> None:
        """Give the student's process what a precomputed cell of the lesson defines."""
        if not self.over:
            with suppress(ChannelError):
                self.student.send({"precomputed": cell_id})

    def run(self, source: str, number: int = 1, *, is_hurried: bool = False) -> object:
        """Run a cell and return the outputs that the student's process reports.

        Parameters
        ----------
        source : str
            The source of the cell.
        number : int
            Its place from 1, which tracebacks show.
        is_hurried : bool, optional
            Whether to give it less time, because it is unlikely to finish.
        """
        if self.over:
            return [stop_output(f"This notebook was stopped: {self.over}.")]
        self.monitor.step(HURRIED if is_hurried else 1.0)
        most = min(self.limits.cell_output, self._output_left)
        reply = self._ask_student({"source": source, "most": most, "number": number})
        if self.over:
            return [stop_output(f"This notebook was stopped: {self.over}.")]
        outputs, cost = within(reply.get("outputs"), most)
        self._output_left = max(0, self._output_left - cost)
        return outputs

    def remember(self, place: int, cell: AssignmentCell) -> None:
        """Let the student's process remember what its names stand for at the place of a test.

        Parameters
        ----------
        place : int
            The place of the test, to be given to `test`.
        cell : AssignmentCell
            The test. Tables and lists that it uses are copied.
        """
        if not self.over:
            self.monitor.step()
            self._ask_student({"remember": place, "names": list(cell.needs.names)})

    def copy_process(self) -> None:
        """Let the student's process make a copy of itself, which runs the tests so far."""
        if not self.over:
            self.monitor.step()
            self._ask_student({"copy": True})

    def _ask_student(self, message: JsonObject) -> JsonObject:
        """Send a message to the student's process; return its answer, empty if it ended."""
        try:
            self.student.send(message)
            reply = self.student.receive()
            if not isinstance(reply, dict):
                raise ChannelError("it sent an unexpected answer")
        except LimitExceededError as error:
            self._end(str(error))
            return {}
        except ChannelError as error:
            self._end(f"the process ended: {error}")
            return {}
        self._note_interruption()
        return reply

    def charts(self, cell: AssignmentCell, *, is_hurried: bool = False) -> object:
        """Return what ``check`` says about the charts in the visible part of a test.

        Parameters
        ----------
        cell : AssignmentCell
            The test.
        is_hurried : bool, optional
            As for `run`.
        """
        if self.over or "check(" not in cell.given:
            return []
        return self._ask_judge("show", cell, cell.given, is_hurried=is_hurried).get("shown")

    def test(
        self, cell: AssignmentCell, place: int | None = None, *, is_hurried: bool = False
    ) -> JsonObject:
        """Run a test in the judge's process and return its record.

        Parameters
        ----------
        cell : AssignmentCell
            The test.
        place : int, optional
            The place that `remember` was given; without it, names stand for what they stand for
            now.
        is_hurried : bool, optional
            Whether to give it less time, because it is unlikely to finish.
        """
        return self._ask_judge("test", cell, cell.source, place, is_hurried=is_hurried)

    def explain(self, cell: AssignmentCell, place: int | None = None) -> JsonObject:
        """Run a test once more, and return the smallest input on which it fails, if there is one.

        Parameters
        ----------
        cell, place
            As for `test`.

        Returns
        -------
        dict
            ``failure`` as `Failure.to_data` writes it, or None.
        """
        return self._ask_judge("explain", cell, cell.source, place)

    def _ask_judge(
        self,
        do: str,
        cell: AssignmentCell,
        source: str,
        place: int | None = None,
        *,
        is_hurried: bool = False,
    ) -> JsonObject:
        self.test_interrupted_for = ""
        if self.over:
            return {**FAILED, "error": stop_output(f"This notebook was stopped: {self.over}.")}
        if do != "show":
            self.monitor.begin_tests()
        self.monitor.step(HURRIED if is_hurried else 1.0)
        instructions = {
            "do": do,
            "source": source,
            "setup": list(cell.needs.setup),
            "names": list(cell.needs.names),
            "unknown": list(cell.needs.unknown),
            "imported": list(cell.needs.imported),
            "keeps_inputs": cell.needs.keeps_inputs,
            "place": place,
        }
        try:
            self.judge.send(instructions)
            record = self.judge.receive(self.limits.notebook_wall)
        except LimitExceededError as error:
            self._end(str(error))
            return FAILED
        except ChannelError as error:
            self._end(f"the judge gave no verdict: {error}")
            return FAILED
        self.test_interrupted_for = self.monitor.interrupted_for
        self._note_interruption()
        if not isinstance(record, dict):
            return FAILED
        if record.get("lost"):
            self._end("the process ended during a test")
        return record

    def _note_interruption(self) -> None:
        if self.monitor.interrupted_for:
            self.stops.append(self.monitor.interrupted_for)

    def _end(self, cause: str) -> None:
        self.over = cause
        with suppress(OSError):
            end(self.pair.student_pid)


def stop_output(words: str) -> JsonObject:
    """Return the output that says why a cell or test was stopped or skipped."""
    return {"output_type": "error", "ename": STOPPED, "evalue": words, "traceback": [words]}
