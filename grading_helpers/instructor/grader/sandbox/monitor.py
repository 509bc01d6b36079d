"""Monitor what a student's process tree uses, and enforce the limits."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress

from grading_helpers.instructor.grader.sandbox import process_tree
from grading_helpers.instructor.grader.sandbox.limits import MEGABYTE, Limits

GRACE_SECONDS = 4.0
USUAL_SECONDS = 0.05
# What uses this share of its memory is measured more often, so that it cannot grow far beyond.
WATCHED_SHARE = 0.5
QUICK_SECONDS = 0.02
# The share of a notebook's seconds that its cells may use; the rest is kept for the hidden tests.
CELLS_SHARE = 0.6


class LimitExceededError(Exception):
    """The student's process exceeded a limit and was killed."""


class Monitor:
    """Measures a process and its descendants; interrupts them first, then kills them."""

    def __init__(self, pid: int, limits: Limits) -> None:
        self.pid, self.limits = pid, limits
        self.began = time.monotonic()
        self.used = process_tree.usage(pid)
        self.lost_cpu = 0.0
        self.notebook_share = CELLS_SHARE
        self.is_out_of_time = False
        self._begin()
        self.first_cpu = self.step_cpu

    def _begin(self, share: float = 1.0) -> None:
        self.share = share
        self.step_began, self.step_cpu = time.monotonic(), self._all_cpu()
        self.interrupted_at = 0.0
        self.interrupted_for = ""

    def step(self, share: float = 1.0) -> None:
        """Start counting for another cell or test, which gets a share of a cell's seconds."""
        self._look()
        self._begin(share)

    @property
    def step_share(self) -> float:
        """The share of the notebook's seconds that the cell or test has used, by CPU or clock."""
        cpu = (self._all_cpu() - self.step_cpu) / self.limits.notebook_cpu
        return max(cpu, (time.monotonic() - self.step_began) / self.limits.notebook_wall)

    def begin_tests(self) -> None:
        """Let the tests use the rest of the notebook's seconds."""
        self.notebook_share = 1.0

    @property
    def cpu(self) -> float:
        """The CPU seconds that all processes have used so far."""
        return self._all_cpu() - self.first_cpu

    def _look(self) -> None:
        before, self.used = self.used.each, process_tree.usage(self.pid)
        self.lost_cpu += sum(before[one] for one in before.keys() - self.used.each.keys())

    def _all_cpu(self) -> float:
        """Return all CPU seconds, including those of processes that were never waited for."""
        return max(self.used.cpu, sum(self.used.each.values()) + self.lost_cpu)

    def __call__(self) -> float:
        """Measure, and interrupt or kill if a limit is exceeded.

        Returns
        -------
        float
            After how many seconds to measure again: soon, if the memory may run out.

        Raises
        ------
        LimitExceededError
            If everything was killed.
        """
        self._look()
        cause = self._cause_to_end()
        now = time.monotonic()
        if not cause and self.interrupted_at and now - self.interrupted_at > GRACE_SECONDS:
            cause = f"{self.interrupted_for} and ignored the interruption"
        if cause:
            process_tree.end(self.pid)
            raise LimitExceededError(cause)
        if not self.interrupted_at and (overrun := self._overrun(now)):
            self.interrupted_at, self.interrupted_for = now, overrun
            with suppress(OSError):
                os.kill(self.pid, signal.SIGINT)
        is_large = self.used.memory > self.limits.memory * WATCHED_SHARE
        return QUICK_SECONDS if is_large else USUAL_SECONDS

    def _cause_to_end(self) -> str:
        limits, used = self.limits, self.used
        if used.processes > limits.processes:
            return f"it started more than {limits.processes} processes"
        if used.memory > limits.memory and self._takes_too_much_memory():
            return f"it took more than {limits.memory // MEGABYTE} MB of memory"
        return self._out_of_time()

    def _takes_too_much_memory(self) -> bool:
        """Measure exactly; meanwhile the processes are paused, so they cannot grow."""
        with process_tree.paused(self.pid):
            is_over = process_tree.shared_fairly(self.pid) > self.limits.memory
            if is_over:
                process_tree.end(self.pid)
        return is_over

    def _out_of_time(self) -> str:
        cpu = self.limits.notebook_cpu * self.notebook_share
        wall = self.limits.notebook_wall * self.notebook_share
        cause = ""
        if self.cpu > cpu:
            cause = f"the notebook took more than {cpu:g} seconds of CPU"
        elif time.monotonic() - self.began > wall:
            cause = f"the notebook took more than {wall:g} seconds"
        self.is_out_of_time = bool(cause)
        return cause

    def _overrun(self, now: float) -> str:
        cpu, wall = self.limits.cell_cpu * self.share, self.limits.cell_wall * self.share
        if self._all_cpu() - self.step_cpu > cpu:
            return f"it took more than {cpu:g} seconds of CPU"
        if now - self.step_began > wall:
            return f"it took more than {wall:g} seconds"
        return ""
