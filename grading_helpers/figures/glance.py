"""Tell quickly, without painting, that a filled rectangle stands out from what is behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from grading_helpers.figures.drawing import Box, Colour, Shape
from grading_helpers.figures.scene import (
    CONTRAST,
    WHITE,
    Rgb,
    Scene,
    over,
)

# A line with more corners has to be painted.
MOST_CORNERS = 12
NOTHING = (0.0, 0.0, 0.0, 0.0)


@dataclass
class _Around:
    """The paper and the lines behind a rectangle, and how much of it other marks may change."""

    ground: Rgb = WHITE
    lines: list[tuple[Shape, float]] = field(default_factory=list)
    crossed: float = 0.0


def stands_out(scene: Scene, number: int, window: Box, most_doubt: float) -> bool:
    """Tell whether a rectangle fills a window and certainly stands out in it.

    Parameters
    ----------
    scene : Scene
        The drawing.
    number : int
        The rectangle.
    window : Box
        Where to look.
    most_doubt : float
        What share of the window other marks may cross, in front of it or in its colour.

    Returns
    -------
    bool
        If False, only its pixels can tell.
    """
    mark = scene.drawing.marks[number]
    if not isinstance(mark, Shape) or not _fills(scene, number, window):
        return False
    around = _around(scene, number, window)
    if around is None:
        return False
    face, ground, doubt = mark.pen.face or NOTHING, around.ground, around.crossed
    for line, area in around.lines:
        if _contrast(face, ground, over(line.pen.edge or NOTHING, ground)) < 2 * CONTRAST:
            doubt += area
    is_clear = _contrast(face, ground, ground) >= 2 * CONTRAST
    return is_clear and doubt <= most_doubt * _area(window)


def _around(scene: Scene, number: int, window: Box) -> _Around | None:
    """Return what else is in the window; None if paper lies over lines, which hides them."""
    found = _Around()
    for other in scene.touching(window, (number,)):
        mark = scene.drawing.marks[other]
        if not isinstance(mark, Shape) or (mark.pen.face and not _fills(scene, other, window)):
            found.crossed += _area(scene.boxes[other].cut(window))
        elif mark.pen.face and other > number:
            found.crossed += _area(window)
        elif mark.pen.face and found.lines:
            return None
        elif mark.pen.face:
            found.ground = over(mark.pen.face, found.ground)
        elif other < number:
            found.lines.append((mark, _crossed(mark, window, scene.drawing.dots)))
        else:
            found.crossed += _crossed(mark, window, scene.drawing.dots)
    return found


def _fills(scene: Scene, number: int, window: Box) -> bool:
    """Tell whether a mark is a rectangle of one colour that covers a window on the canvas."""
    mark = scene.drawing.marks[number]
    sides = mark.outline.rectangle if isinstance(mark, Shape) else None
    if not isinstance(mark, Shape) or sides is None:
        return False
    pen, holds = mark.pen, sides.holds(window, 0.01)
    is_plain = pen.face and not pen.edge and not pen.hatch and not pen.clip_path
    clipped = scene.clipped(number).holds(window, 0.01)
    return bool(is_plain) and holds and clipped and scene.canvas.holds(window, 0.01)


def _crossed(mark: Shape, window: Box, dots: float) -> float:
    """Return how much of a window a line covers at most; all of it if that is unclear."""
    points = mark.outline.points
    if mark.pen.hatch or not mark.outline.is_straight or len(points) > MOST_CORNERS:
        return _area(window)
    width = mark.pen.width * dots / 72 + 2
    area = 0.0
    for ends in pairwise(points):
        part = Box.around(np.array(ends)).grown(width / 2).cut(window)
        if part:
            slant = float(np.hypot(part.width, part.height))
            area += min(_area(part), slant * width)
    return area


def _area(box: Box | None) -> float:
    return box.width * box.height if box else 0.0


def _contrast(face: Colour, one: Rgb, other: Rgb) -> float:
    """Return by how much, at least, a face differs from the mixture of colours behind it."""
    point, start = 255 * np.array(face[:3]), np.array(one)
    step = np.array(other) - start
    length = float(step @ step)
    share = float(np.clip((point - start) @ step / length, 0, 1)) if length else 0.0
    return face[3] * float(np.linalg.norm(point - start - share * step))
