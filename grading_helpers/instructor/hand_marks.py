"""Whether a person has marked an answer, as nbgrader's gradebook tells it."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any


class ByHand(Enum):
    """What there is to do for a person about one grade of the gradebook."""

    NOTHING = auto()
    TO_MARK = auto()
    # Graded again since: nbgrader keeps the points and asks for another look.
    TO_LOOK_AT_AGAIN = auto()


def by_hand(grade: Any) -> ByHand:
    """Return what a person has to do about a grade.

    Parameters
    ----------
    grade : nbgrader.api.Grade
        The grade of one cell of one student.
    """
    if not grade.needs_manual_grade:
        return ByHand.NOTHING
    return ByHand.TO_MARK if grade.manual_score is None else ByHand.TO_LOOK_AT_AGAIN
