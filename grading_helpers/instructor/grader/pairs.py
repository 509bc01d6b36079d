"""The two processes of a submission, and what can start them."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.watching import end

START_SECONDS = 60


class NoPairError(RuntimeError):
    """The processes of a submission could not be started."""


@dataclass(frozen=True)
class Pair:
    """A student's process and a judge's, and the ends of sockets by which they are spoken to."""

    student: socket.socket
    judge: socket.socket
    student_pid: int
    judge_pid: int
    after: Callable[[], None] = lambda: None

    def close(self) -> None:
        """End both processes and everything that they started."""
        end(self.student_pid, self.judge_pid)
        self.student.close()
        self.judge.close()
        self.after()


@dataclass(frozen=True)
class Rehearsed:
    """What a cell of the lesson shows, made safe to look at, and the data that it binds."""

    outputs: list[dict[str, Any]]
    data: list[str]


class Host(Protocol):
    """What starts the processes of submissions."""

    @property
    def wall(self) -> str:
        """What stands around all of them."""

    @property
    def scenes(self) -> Mapping[str, Rehearsed]:
        """The cells of the lesson that need not be run again."""

    def pair(self, limits: Limits) -> Pair:
        """Start the two processes of a submission.

        Raises
        ------
        NoPairError
            If they do not start.
        """
