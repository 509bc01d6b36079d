"""The two processes of a submission, and the interface of what starts them."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.sandbox.process_tree import end
from grading_helpers.instructor.json_types import JsonObject


class ProcessStartError(CommandError):
    """The processes of a submission could not be started."""


@dataclass(frozen=True)
class ProcessPair:
    """A student's process, a judge's process, and their sockets."""

    student: socket.socket
    judge: socket.socket
    student_pid: int
    judge_pid: int
    after: Callable[[], None] = lambda: None

    def close(self) -> None:
        """Kill both processes and everything that they started."""
        end(self.student_pid, self.judge_pid)
        self.student.close()
        self.judge.close()
        self.after()


@dataclass(frozen=True)
class PrecomputedCell:
    """The outputs of a cell of the lesson, made safe to show, and the names of its data."""

    outputs: list[JsonObject]
    data: list[str]


class Launcher(Protocol):
    """Starts the processes of submissions."""

    @property
    def outer_layer(self) -> str:
        """The outermost layer of the sandbox."""

    @property
    def precomputed(self) -> Mapping[str, PrecomputedCell]:
        """The precomputed cells of the lesson, by id."""

    def pair(self, limits: Limits) -> ProcessPair:
        """Start the two processes of a submission.

        Raises
        ------
        ProcessStartError
            If they do not start.
        """
