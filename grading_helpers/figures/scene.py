"""Which parts of a drawing can be seen: inside the canvas and clip, large enough, not covered.

Where nothing lies near a mark, its colour and what lies behind it decide. Where something does, the
marks around it are painted small, with it and without it, and the pixels are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt
from matplotlib.transforms import Bbox

from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.drawing import Box, Colour, Drawing, Shape, Words
from grading_helpers.figures.readable import readable
from grading_helpers.figures.replay import box_of, canvas_of, paint, paint_with_and_without

if TYPE_CHECKING:
    from grading_helpers.figures.chart import Chart

WHITE = (255.0, 255.0, 255.0)
# The least distance of two colours, of 441 between black and white, that readers notice.
CONTRAST = 36.0
MOST_PIXELS = 12_000
# In points of 1/72 inch.
SMALLEST_TEXT = 4.5
SHORTEST_SIDE = 1.2
# A text that shares most of its place with so many others is illegible.
CROWD = 4
Rgb = tuple[float, float, float]
Shares = npt.NDArray[np.bool_]
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Text:
    """A text of one line or more, as painted, and what can be read of it."""

    text: str
    shown: str
    box: Box
    numbers: tuple[int, ...]
    angle: float
    size: float
    frame: int
    height: float

    @property
    def is_upright(self) -> bool:
        """Whether it runs up or down."""
        return abs(self.angle % 180 - 90) < 30


class Scene:
    """A drawing, with what has been found out about it."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.canvas = canvas_of(drawing)
        self.boxes = [box_of(mark, drawing.dots) for mark in drawing.marks]
        self._seen: dict[object, bool] = {}
        self.charts: list[Chart] = []
        self._read: dict[object, Any] = {}

    def once(self, read: Callable[[Scene], T]) -> T:
        """Return what a function reads in the drawing; it is read once, however many views ask.

        Raises
        ------
        NotAFigureError
            If the function raised it.
        """
        if read not in self._read:
            try:
                self._read[read] = read(self)
            except NotAFigureError as error:
                self._read[read] = error
        found = self._read[read]
        if isinstance(found, NotAFigureError):
            raise NotAFigureError(*found.args)
        return found  # type: ignore[no-any-return]

    @cached_property
    def sides(self) -> npt.NDArray[np.float64]:
        """The boxes of all marks, cut to their clips, as an array."""
        return np.array(
            [
                [box.left, box.bottom, box.right, box.top]
                for box in map(self.clipped, range(len(self.boxes)))
            ]
        ).reshape(-1, 4)

    def clipped(self, number: int) -> Box:
        """Return the box around a mark, cut to its clip."""
        mark = self.drawing.marks[number]
        clip = mark.clip if isinstance(mark, Words) else mark.pen.clip
        box = self.boxes[number]
        return (box.cut(clip) or Box(0, 0, 0, 0)) if clip else box

    @cached_property
    def shapes(self) -> list[tuple[int, Shape]]:
        """All paths with their numbers."""
        marks = enumerate(self.drawing.marks)
        return [(number, mark) for number, mark in marks if isinstance(mark, Shape)]

    @cached_property
    def texts(self) -> list[Text]:
        """All texts, with the lines of one text joined."""
        lines = [(n, one) for n, one in enumerate(self.drawing.marks) if isinstance(one, Words)]
        found = []
        for _, group in groupby(lines, key=lambda line: (line[1].block, line[1].angle)):
            members = list(group)
            numbers = tuple(number for number, _ in members)
            first = members[0][1]
            corners = [corner for n in numbers for corner in _corners(self.boxes[n])]
            text = "\n".join(one.text for _, one in members)
            shown = "\n".join(readable(one.text, is_math=one.is_math) for _, one in members)
            high = _length(self.boxes[numbers[0]], first.angle)
            box = Box.around(np.array(corners))
            found.append(
                Text(text, shown, box, numbers, first.angle, first.size, first.frame, high)
            )
        return found

    @cached_property
    def _crowded_texts(self) -> set[tuple[int, ...]]:
        """The texts that share their place with several others, so that none can be read.

        The box of a text that slants says little about what the text covers.
        """
        level = [text for text in self.texts if text.angle % 90 == 0]
        if len(level) <= CROWD:
            return set()
        left, bottom, right, top = np.array(
            [[one.box.left, one.box.bottom, one.box.right, one.box.top] for one in level]
        ).T
        across = np.minimum.outer(right, right) - np.maximum.outer(left, left)
        up = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
        shared = across.clip(0) * up.clip(0)
        # Each text lies over itself, too.
        over_it = (shared > 0.5 * ((right - left) * (top - bottom))[:, None]).sum(axis=1) - 1
        return {one.numbers for one, number in zip(level, over_it, strict=True) if number >= CROWD}

    @cached_property
    def seen_texts(self) -> list[Text]:
        """The texts that can be read."""
        return [text for text in self.texts if self.is_text_seen(text)]

    def touching(self, window: Box, without: Collection[int] = ()) -> list[int]:
        """Return the numbers of the marks that may paint within a window."""
        sides = self.sides
        if not len(sides):
            return []
        near = (
            (sides[:, 0] < window.right)
            & (sides[:, 2] > window.left)
            & (sides[:, 1] < window.top)
            & (sides[:, 3] > window.bottom)
        )
        return [int(number) for number in np.flatnonzero(near) if number not in without]

    def is_text_seen(self, text: Text) -> bool:
        """Tell whether a text can be read."""
        key = text.numbers
        if key not in self._seen:
            self._seen[key] = self._is_text_seen(text)
        return self._seen[key]

    def _is_text_seen(self, text: Text) -> bool:
        if text.size < SMALLEST_TEXT or not self.canvas.holds(text.box, text.height / 3):
            return False
        if text.numbers in self._crowded_texts:
            return False
        words = self.drawing.marks[text.numbers[0]]
        ground = self.ground(text.box, text.numbers)
        if ground is not None and isinstance(words, Words) and self._is_unclipped(text):
            return _distance(over(words.colour, ground), ground) >= 2 * CONTRAST
        shares = self.visible(text.numbers, text.box, scale=max(1.0, 100 / self.drawing.dots))
        return bool(shares.mean() >= 0.6)

    def _is_unclipped(self, text: Text) -> bool:
        clips = (getattr(self.drawing.marks[number], "clip", None) for number in text.numbers)
        return all(clip is None or clip.holds(text.box) for clip in clips)

    def ground(self, window: Box, numbers: Collection[int]) -> Rgb | None:
        """Return the colour behind a window if it is one colour and nothing lies in front of it."""
        colour, last = WHITE, max(numbers)
        for number in self.touching(window, numbers):
            mark = self.drawing.marks[number]
            if number > last and self._is_far(number, window):
                continue
            plain = (
                number < last
                and isinstance(mark, Shape)
                and mark.outline.rectangle
                and not mark.pen.hatch
                and mark.pen.clip_path is None
                and self.clipped(number).grown(-1.0).holds(window)
            )
            if not plain:
                return None
            assert isinstance(mark, Shape)
            colour = over(mark.pen.face, colour) if mark.pen.face else colour
        return colour

    def _is_far(self, number: int, window: Box) -> bool:
        """Tell whether a mark does not touch a window, although its box overlaps it."""
        mark = self.drawing.marks[number]
        if not isinstance(mark, Shape) or mark.pen.face or not mark.outline.is_straight:
            return False
        by = mark.pen.width * self.drawing.dots / 144 + 1
        around = window.grown(by)
        return not mark.outline.path.intersects_bbox(_bbox(around), filled=False)

    def visible(
        self, numbers: Collection[int], window: Box, *, scale: float = 1.0, enlarged: float = 1.0
    ) -> Shares:
        """Return which pixels of marks can be told from what is behind them.

        Parameters
        ----------
        numbers : collection of int
            The marks, which are looked at together.
        window : Box
            Where to look.
        scale : float
            How many pixels one pixel of the drawing takes, if the window is small.
        enlarged : float
            How much more than usual may be painted.

        Returns
        -------
        array of bool
            One value for each pixel that the marks would cover if they were alone; a single False
            if there is none.
        """
        rows = self.visible_rows(numbers, window, scale=scale, enlarged=enlarged)
        found = rows[0][rows[1]]
        return found if found.size else np.array([False])

    def visible_rows(  # noqa: PLR0913 - each says how the pictures are painted
        self,
        numbers: Collection[int],
        window: Box,
        *,
        scale: float = 1.0,
        enlarged: float = 1.0,
        edges_only: bool = False,
        ignored: Collection[int] = (),
    ) -> tuple[Shares, Shares]:
        """Return two pictures: which pixels stand out from what is behind, and which are covered.

        Marks that are ignored are painted in neither.
        """
        area = window.width * window.height
        if not area > 0 or not window.cut(self.canvas):
            return np.zeros((1, 1), bool), np.zeros((1, 1), bool)
        scale = min(scale, (MOST_PIXELS * enlarged / area) ** 0.5)
        stencil = paint(
            self.drawing, sorted(numbers), window, scale, stencil="edges" if edges_only else "all"
        ).astype(float)
        depth = 1 - (stencil[:, :, 0] + stencil[:, :, 1] + stencil[:, :, 2]) / 3 / 255
        most = depth.max()
        covered = depth >= 0.5 * most if most > 0.02 else np.zeros(depth.shape, bool)
        around = [number for number in self.touching(window) if number not in ignored]
        with_it, without = paint_with_and_without(self.drawing, around, set(numbers), window, scale)
        apart = with_it[:, :, :3].astype(int) - without[:, :, :3]
        told = np.einsum("ijk,ijk->ij", apart, apart) >= CONTRAST**2
        return told & self._on_canvas(window, told.shape), covered

    def _on_canvas(self, window: Box, shape: tuple[int, ...]) -> Shares:
        high, wide = shape
        across = window.left + (np.arange(wide) + 0.5) * window.width / wide
        up = window.top - (np.arange(high) + 0.5) * window.height / high
        inside = (across > self.canvas.left) & (across < self.canvas.right)
        return inside[None, :] & ((up > self.canvas.bottom) & (up < self.canvas.top))[:, None]

    def pixels(
        self, numbers: Collection[int], window: Box, scale: float
    ) -> npt.NDArray[np.float64]:
        """Return the colours of some marks within a window."""
        return paint(self.drawing, numbers, window, scale)[:, :, :3].astype(float)


def _corners(box: Box) -> Iterator[tuple[float, float]]:
    yield box.left, box.bottom
    yield box.right, box.top


def _length(box: Box, angle: float) -> float:
    """Return the height of a line of text, whichever way it is turned."""
    return min(box.width, box.height) if angle % 90 == 0 else min(box.width, box.height) / 2


def over(colour: Colour, ground: Rgb) -> Rgb:
    """Return a colour painted over another."""
    *rgb, alpha = colour
    mixed = [
        255 * one * alpha + under * (1 - alpha) for one, under in zip(rgb, ground, strict=True)
    ]
    return mixed[0], mixed[1], mixed[2]


def _distance(one: Rgb, other: Rgb) -> float:
    return float(np.sqrt(sum((a - b) ** 2 for a, b in zip(one, other, strict=True))))


def _bbox(box: Box) -> Bbox:
    return Bbox.from_extents(box.left, box.bottom, box.right, box.top)
