"""One chart of a drawing: its axes, and the marks that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.drawing import Box, Frame, Shape
from grading_helpers.figures.glance import stands_out
from grading_helpers.figures.scales import Ruler
from grading_helpers.figures.scene import Scene, Shares

# In inches: axes that are smaller cannot be read, and narrower bars are hairs.
SMALLEST_FRAME = 0.6
NARROWEST_BAR = 0.03
FLAT = 0.35
# How many rows of pixels are the end of a bar.
END = 6
# Which part of a bar lines may cross before its pixels are looked at.
MOST_DOUBT = 0.3


@dataclass(frozen=True)
class Block:
    """A filled rectangle that can be seen: the numbers of its marks, and its sides in pixels."""

    numbers: tuple[int, ...]
    box: Box


class Chart:
    """The axes with a number, and what can be seen in them.

    ``hidden`` counts the bars that lie entirely outside the axes, once ``blocks`` has been read.
    """

    def __init__(self, scene: Scene, number: int) -> None:
        self.scene, self.number = scene, number
        self.frame: Frame = scene.drawing.frames[number]
        self.box = self.frame.box
        self.hidden = 0

    @cached_property
    def x(self) -> Ruler:
        """The horizontal axis."""
        return Ruler(self.scene, self.frame, is_vertical=False)

    @cached_property
    def y(self) -> Ruler:
        """The vertical axis."""
        return Ruler(self.scene, self.frame, is_vertical=True)

    @cached_property
    def view(self) -> Box | None:
        """The part of the axes on the canvas, or None if it is too small to read."""
        seen = self.box.cut(self.scene.canvas)
        least = SMALLEST_FRAME * self.scene.drawing.dots
        return seen if seen and min(seen.width, seen.height) >= least else None

    @property
    def shapes(self) -> Iterator[tuple[int, Shape]]:
        """The paths that these axes paint, or that the figure paints over them."""
        for number, shape in self.scene.shapes:
            if shape.frame in (self.number, -1):
                yield number, shape

    @cached_property
    def blocks(self) -> list[Block]:
        """The rectangles within the axes that can be seen and may be bars."""
        view = self.view
        if not view:
            return []
        same: dict[tuple[float, ...], list[int]] = {}
        boxes: dict[tuple[float, ...], Box] = {}
        for number, shape in self.shapes:
            box = self._block(shape, view)
            if box:
                key = tuple(round(side, 2) for side in (box.left, box.bottom, box.right, box.top))
                same.setdefault(key, []).append(number)
                boxes[key] = box
        found = [Block(tuple(numbers), boxes[key]) for key, numbers in same.items()]
        return [block for block in found if self._is_block_seen(block, view)]

    def _block(self, shape: Shape, view: Box) -> Box | None:
        """Return the sides of a shape if it may be a bar."""
        box = shape.outline.rectangle if shape.pen.face or shape.pen.edge else None
        if box is None:
            return None
        least = NARROWEST_BAR * self.scene.drawing.dots
        if min(box.width, box.height) < FLAT or max(box.width, box.height) < least:
            return None
        if self._is_band(box) or self._is_aside(shape, box):
            return None
        if box.cut(view) is None:
            self.hidden += shape.frame == self.number
            return None
        return box

    def _is_band(self, box: Box) -> bool:
        """Tell whether a rectangle is a background across the whole axes."""
        frame = self.box
        wide = box.left <= frame.left + 0.5 and box.right >= frame.right - 0.5
        high = abs(box.bottom - frame.bottom) < 0.5 and abs(box.top - frame.top) < 0.5
        return wide or (high and not self._is_highest_bar(box))

    def _is_highest_bar(self, box: Box) -> bool:
        """Tell whether a bar as high as the axes starts at zero and is behind no other bar."""
        scale, frame = self.y.scale, self.box
        zero = scale.place(0.0) if scale.is_known else frame.middle[1]
        if min(abs(zero - frame.bottom), abs(zero - frame.top)) > 0.5:
            return False
        others = (shape.outline.rectangle for _, shape in self.shapes)
        within = (one for one in others if one and box.left < one.middle[0] < box.right)
        return not any(
            one.width < frame.width / 2 and one.height < box.height - 1 for one in within
        )

    def _is_aside(self, shape: Shape, box: Box) -> bool:
        """Tell whether a rectangle frames text, or belongs to a legend."""
        if shape.pen.clip is not None:
            return False
        for text in self.scene.texts:
            if box.grown(0.5).holds(text.box):
                return True
            level = abs(text.box.middle[1] - box.middle[1]) < 0.6 * text.height
            right_of = 0 <= text.box.left - box.right < 2.5 * text.height
            if level and right_of and box.height < 1.6 * text.height:
                return True
        return False

    def _is_block_seen(self, block: Block, view: Box) -> bool:
        """Tell whether the face of a rectangle, or else its edge, is visible right to its end."""
        window = block.box.cut(view)
        if window is None:
            return False
        if len(block.numbers) == 1 and self._stands_out(block, window):
            return True
        faces = self.scene.visible_rows(block.numbers, window)
        if self._reaches_its_end(block, *faces):
            return True
        marks = (self.scene.drawing.marks[number] for number in block.numbers)
        has_edge = any(isinstance(mark, Shape) and mark.pen.edge for mark in marks)
        around = block.box.grown(1.5).cut(view.grown(1.5)) if has_edge else None
        if around is None:
            return False
        edges = self.scene.visible_rows(block.numbers, around, edges_only=True)
        return self._reaches_its_end(block, *edges)

    def _stands_out(self, block: Block, window: Box) -> bool:
        """Tell without painting that a bar is visible right to its end."""
        rows = min(window.height / 4, END)
        low, high = (0.0, rows) if self._hangs(block) else (window.height - rows, window.height)
        end = replace(window, bottom=window.bottom + low, top=window.bottom + high)
        (number,) = block.numbers
        return all(stands_out(self.scene, number, part, MOST_DOUBT) for part in (window, end))

    def _reaches_its_end(self, block: Block, told: Shares, covered: Shares) -> bool:
        if not covered.any() or told[covered].mean() < 0.5:
            return False
        # A bar whose end is painted over looks shorter than it is. Its foot lies under the axis.
        rows = max(1, min(told.shape[0] // 4, END))
        end = slice(-rows, None) if self._hangs(block) else slice(None, rows)
        return not covered[end].any() or bool(told[end][covered[end]].mean() >= 0.4)

    def _hangs(self, block: Block) -> bool:
        """Tell whether a bar hangs down from zero, so that it ends at its bottom."""
        scale = self.y.scale
        zero = scale.place(0.0) if scale.is_known else block.box.bottom
        return abs(block.box.bottom - zero) > abs(block.box.top - zero)


def charts_of(scene: Scene) -> list[Chart]:
    """Return the charts of a drawing that have two straight axes.

    Raises
    ------
    NotAFigureError
        If there is none.
    """
    frames = scene.drawing.frames
    if not frames:
        raise NotAFigureError("The figure is empty: it has no axes.")
    plain = [n for n, frame in enumerate(frames) if frame.kind == "rectilinear"]
    if not plain:
        raise NotAFigureError(
            f"The figure has {frames[0].kind} axes. Use plain ones, with a horizontal and a "
            "vertical axis."
        )
    charts: list[Chart] = scene.charts or [Chart(scene, number) for number in plain]
    scene.charts = charts
    if not any(chart.view for chart in charts):
        raise NotAFigureError("The chart is too small, or lies outside the figure.")
    return charts
