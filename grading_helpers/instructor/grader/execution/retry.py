"""Run a notebook again without the cell that ended its process.

So an answer that ends the process, or never ends, fails only its own tests.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.submission.assignment import Role
from grading_helpers.instructor.grader.submission.dependencies import names_bound
from grading_helpers.instructor.grader.submission.rebuild import RebuiltCell

# With less time left than this, the notebook is not run again.
LEAST_SECONDS = 2.0
# A cell that used more than this share of a notebook's seconds is skipped if they ran out.
LARGE_SHARE = 0.1
# The first run and a few more, even if more cells end the process.
MOST_RUNS = 6


@dataclass
class SkippedCells:
    """The cells of a notebook, and which of them to skip from now on.

    A cell that ended the process is skipped when the notebook is run again. An answer that had to
    be interrupted in one test is not called by later tests.

    Parameters
    ----------
    cells : sequence of RebuiltCell
        The notebook.
    causes : dict of int to str, optional
        Why cells are skipped, by their place from 0.
    is_late : bool, optional
        Whether an earlier run took too long, so that each cell gets less time.
    """

    cells: Sequence[RebuiltCell]
    causes: dict[int, str] = field(default_factory=dict)
    is_late: bool = False

    def blame(self, place: int, cause: str) -> bool:
        """Skip what was running in the cell at a place; return whether it was still to be run."""
        new = [one for one in self._running_in(place) if one not in self.causes]
        self.causes |= dict.fromkeys(new, cause)
        return bool(new)

    def cause_for_test(self, place: int) -> str:
        """Return why to skip the test at a place, or an empty text to run it."""
        found = (self.causes[one] for one in self._running_in(place) if one in self.causes)
        return next(found, "")

    def share_an_answer(self, place: int, others: Iterable[int]) -> bool:
        """Return whether the test at a place calls an answer that other tests call as well."""
        called = set(self._running_in(place))
        return any(called & set(self._running_in(other)) for other in others)

    def open_tests(self, judged: Container[int]) -> list[int]:
        """Return the places of the tests that still need a verdict from another run.

        Parameters
        ----------
        judged : container of int
            The places of the tests that have a verdict.
        """
        return [
            place
            for place, cell in enumerate(self.cells)
            if cell.assigned is not None
            and cell.assigned.role is Role.TEST
            and place not in judged
            and not self.cause_for_test(place)
        ]

    def _running_in(self, place: int) -> list[int]:
        """Return the place of a cell or, for a test, those of the answers that it calls."""
        assigned = self.cells[place].assigned
        if assigned is None or assigned.role is not Role.TEST:
            return [place]
        names = set(assigned.needs.names)
        return [
            number
            for number, cell in enumerate(self.cells)
            if cell.kind == "code"
            and cell.assigned is not None
            and cell.assigned.role is Role.ANSWER
            and names & names_bound(cell.assigned.source)
        ]


def remaining_limits(limits: Limits, cpu: float, wall: float) -> Limits | None:
    """Return the limits for another run after some seconds, or None if too little time is left."""
    left = replace(
        limits, notebook_cpu=limits.notebook_cpu - cpu, notebook_wall=limits.notebook_wall - wall
    )
    return left if min(left.notebook_cpu, left.notebook_wall) >= LEAST_SECONDS else None
