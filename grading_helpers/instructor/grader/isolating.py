"""An answer that ends the process, or never ends, costs its own tests and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.needs import names_bound
from grading_helpers.instructor.grader.plan import Role
from grading_helpers.instructor.grader.rebuilding import RebuiltCell

# Less than this is left, and nothing is begun again.
LEAST_SECONDS = 2.0


@dataclass
class LeftOut:
    """The cells, by their places from 0, that are not run or not asked any more, and why.

    What ended the process is left out when the notebook is run again; what had to be
    interrupted in a test is not asked by a later one.
    """

    cells: Sequence[RebuiltCell]
    why: dict[int, str] = field(default_factory=dict)

    def blame(self, place: int, cause: str) -> bool:
        """Leave out what was at work in the cell at a place; False if nothing can be."""
        new = [one for one in self._at_work(place) if one not in self.why]
        self.why |= dict.fromkeys(new, cause)
        return bool(new)

    def of_test(self, place: int) -> str:
        """Return why the test at a place is not run, or an empty text."""
        found = (self.why[one] for one in self._at_work(place) if one in self.why)
        return next(found, "")

    def _at_work(self, place: int) -> list[int]:
        """Return the cell itself or, for a test, the answers that it calls."""
        planned = self.cells[place].planned
        if planned is None or planned.role is not Role.TEST:
            return [place]
        names = set(planned.needs.names)
        return [
            number
            for number, cell in enumerate(self.cells)
            if cell.kind == "code"
            and cell.planned is not None
            and cell.planned.role is Role.ANSWER
            and names & names_bound(cell.planned.source)
        ]


def what_is_left(limits: Limits, cpu: float, wall: float) -> Limits | None:
    """Return the limits for another run after some seconds, or None if too little is left."""
    left = replace(
        limits, notebook_cpu=limits.notebook_cpu - cpu, notebook_wall=limits.notebook_wall - wall
    )
    return left if min(left.notebook_cpu, left.notebook_wall) >= LEAST_SECONDS else None
