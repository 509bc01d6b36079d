"""What a student's figure paints, with a limit on the work of looking at it."""

from __future__ import annotations

from collections.abc import Collection

from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.drawing import Box, Drawing, Mark, Shape
from grading_helpers.figures.recorder import TOO_MUCH
from grading_helpers.figures.scene import Scene

# The most marks, and how often marks may be painted to see what hides what. A long mark counts as
# one more for each so many of its points.
MOST_MARKS, MOST_TOUCHED, POINTS_AT_ONCE = 1_000, 20_000, 20


class LimitedScene(Scene):
    """What a figure paints, with a limit on how often its marks are painted to see what hides what.

    For each mark, all that lie near it are painted twice, so thousands in one place would take
    minutes. A chart of the course has a hundred marks and touches a few hundred.

    Raises
    ------
    NotAFigureError
        When there is too much to look at.
    """

    def __init__(self, drawing: Drawing) -> None:
        if len(drawing.marks) > MOST_MARKS:
            raise NotAFigureError(TOO_MUCH)
        super().__init__(drawing)
        self._left = MOST_TOUCHED
        self._work = [1 + _length(mark) // POINTS_AT_ONCE for mark in drawing.marks]

    def touching(self, window: Box, without: Collection[int] = ()) -> list[int]:
        """Return the numbers of the marks that may paint within a window."""
        found = super().touching(window, without)
        self._left -= sum(self._work[number] for number in found)
        if self._left < 0:
            raise NotAFigureError(TOO_MUCH)
        return found


def _length(mark: Mark) -> int:
    return len(mark.outline.points if isinstance(mark, Shape) else mark.text)
