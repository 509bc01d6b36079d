"""A drawing: what a figure paints, in order and in pixels, as bounded plain data.

It holds no artist and runs nothing. Grading reads and shows the drawing alone, so a figure is worth
exactly what it shows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path

Data = Any
Colour = tuple[float, float, float, float]
Points = npt.NDArray[np.float64]

MOST_MARKS = 4_000
MOST_POINTS = 24_000
MOST_CHARACTERS = 400
MOST_TICKS = 400
LARGEST_SIDE = 12_000.0
FARTHEST = 1e5
LARGEST_FONT = 400.0
HATCHES = frozenset("/\\|-+xoO.*")
# How many points a curve has by its code.
CURVES = {int(Path.CURVE3): 2, int(Path.CURVE4): 3}
SCALES = ("linear", "log")
CODES = {Path.STOP, Path.MOVETO, Path.LINETO, Path.CURVE3, Path.CURVE4, Path.CLOSEPOLY}


class BadDrawingError(ValueError):
    """Data that should be a drawing is something else, or exceeds a limit."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, from the lower left corner of the figure."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def grown(self, by: float) -> Box:
        """Return the box with a margin."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def cut(self, other: Box) -> Box | None:
        """Return what two boxes share, or None."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        right, top = min(self.right, other.right), min(self.top, other.top)
        return Box(left, bottom, right, top) if left < right and bottom < top else None

    def with_box(self, other: Box) -> Box:
        """Return the smallest box around two."""
        left, bottom = min(self.left, other.left), min(self.bottom, other.bottom)
        return Box(left, bottom, max(self.right, other.right), max(self.top, other.top))

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Tell whether another box lies within this one."""
        return (
            self.left - slack <= other.left
            and other.right <= self.right + slack
            and self.bottom - slack <= other.bottom
            and other.top <= self.top + slack
        )

    @classmethod
    def around(cls, points: Points) -> Box:
        """Return the smallest box around points."""
        across, up = points.T.tolist()
        return cls(min(across), min(up), max(across), max(up))


@dataclass(frozen=True, eq=False)
class PixelPath:
    """A path in pixels; without codes, it joins its points by straight lines."""

    points: Points
    codes: tuple[int, ...] | None = None

    @cached_property
    def path(self) -> Path:
        """The same as a path of Matplotlib."""
        codes = None if self.codes is None else np.array(self.codes, np.uint8)
        return Path(self.points, codes)

    @cached_property
    def is_straight(self) -> bool:
        """Whether it has no curve."""
        return self.codes is None or not {Path.CURVE3, Path.CURVE4} & set(self.codes)

    @cached_property
    def rectangle(self) -> Box | None:
        """Its sides if it is a rectangle with upright sides, without its edge; else None."""
        if not self.is_straight or not 4 <= len(self.points) <= 6:
            return None
        is_closed = self.codes and self.codes[-1] == Path.CLOSEPOLY
        points = self.points[:-1] if is_closed else self.points
        corners = {(round(x, 4), round(y, 4)) for x, y in points.tolist()}
        across, up = {x for x, _ in corners}, {y for _, y in corners}
        if len(corners) != 4 or not len(across) == len(up) == 2:
            return None
        return Box.around(points)


@dataclass(frozen=True, eq=False)
class Pen:
    """How a mark is painted; widths and dashes are in points of 1/72 inch."""

    face: Colour | None
    edge: Colour | None
    width: float = 1.0
    dashes: tuple[float, tuple[float, ...]] | None = None
    cap: str = "butt"
    join: str = "miter"
    hatch: str = ""
    clip: Box | None = None
    clip_path: PixelPath | None = None


@dataclass(frozen=True, eq=False)
class Shape:
    """A painted path. ``frame`` is the number of the axes that painted it, -1 for the figure."""

    outline: PixelPath
    pen: Pen
    frame: int = -1


@dataclass(frozen=True, eq=False)
class Words:
    """A painted line of text; lines of one text have the same ``block``."""

    text: str
    x: float
    y: float
    size: float
    colour: Colour
    family: str
    weight: int = 400
    style: str = "normal"
    angle: float = 0.0
    is_math: bool = False
    clip: Box | None = None
    frame: int = -1
    block: int = -1


Mark = Shape | Words


@dataclass(frozen=True)
class Axis:
    """One axis as drawn: its value at either end, its scale, and the labels of its ticks."""

    start: float
    end: float
    scale: str
    ticks: tuple[tuple[float, str], ...] = ()
    label: str = ""
    offset: str = ""


@dataclass(frozen=True)
class Frame:
    """The axes of a chart: their place, and what their positions mean."""

    box: Box
    x: Axis
    y: Axis
    kind: str = "rectilinear"


@dataclass(frozen=True, eq=False)
class Drawing:
    """A figure as painted: its size in pixels, its marks in order, and its axes."""

    width: float
    height: float
    dots: float
    marks: tuple[Mark, ...]
    frames: tuple[Frame, ...]

    def to_data(self) -> Data:
        """Return the drawing in a form that JSON can hold."""
        return {
            "size": [self.width, self.height, self.dots],
            "marks": [_packed(mark) for mark in self.marks],
            "frames": [
                [_box_data(one.box), _axis_data(one.x), _axis_data(one.y), one.kind]
                for one in self.frames
            ],
        }

    @classmethod
    def from_data(cls, data: Data) -> Drawing:
        """Return the drawing that ``to_data`` turned into data.

        Raises
        ------
        BadDrawingError
            If the data is anything else, or exceeds a limit; it may come from anyone.
        """
        try:
            return _read_drawing(data)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise BadDrawingError(f"not a drawing ({error})") from error


def _packed(mark: Mark) -> Data:
    if isinstance(mark, Words):
        place = [mark.x, mark.y, mark.size, mark.angle]
        look = [mark.family, mark.weight, mark.style, mark.is_math]
        return [
            "t",
            mark.text,
            place,
            mark.colour,
            look,
            _box_data(mark.clip),
            mark.frame,
            mark.block,
        ]
    pen = mark.pen
    look = [pen.width, pen.dashes, pen.cap, pen.join, pen.hatch]
    clips = [_box_data(pen.clip), pen.clip_path and _outline_data(pen.clip_path)]
    return ["p", _outline_data(mark.outline), pen.face, pen.edge, look, *clips, mark.frame]


def _outline_data(outline: PixelPath) -> Data:
    return [outline.points.ravel().tolist(), outline.codes]


def _box_data(box: Box | None) -> Data:
    return box and [box.left, box.bottom, box.right, box.top]


def _axis_data(axis: Axis) -> Data:
    return [axis.start, axis.end, axis.scale, axis.ticks, axis.label, axis.offset]


def _read_drawing(data: Data) -> Drawing:
    width, height, dots = (_number(part) for part in data["size"])
    if not (1 <= width <= LARGEST_SIDE and 1 <= height <= LARGEST_SIDE and 5 <= dots <= 2_000):
        raise BadDrawingError("the size of the figure")
    packed = data["marks"]
    if not isinstance(packed, list) or len(packed) > MOST_MARKS:
        raise BadDrawingError("too many marks")
    room = PointBudget()
    marks = tuple(_read_mark(one, room) for one in packed)
    frames = tuple(_read_frame(one) for one in data["frames"][:100])
    return Drawing(width, height, dots, marks, frames)


class PointBudget:
    """How many points a drawing may still have."""

    def __init__(self) -> None:
        self.points = MOST_POINTS

    def take(self, points: int) -> None:
        """Count points.

        Raises
        ------
        BadDrawingError
            If there are too many.
        """
        self.points -= points
        if self.points < 0:
            raise BadDrawingError("too many points")


def _read_mark(data: Data, room: PointBudget) -> Mark:
    if data[0] == "t":
        _, text, place, colour, look, clip, frame, block = data
        x, y, size, angle = (_number(part) for part in place)
        if not 0 < size <= LARGEST_FONT:
            raise BadDrawingError("the size of a text")
        family, weight, style, is_math = look
        room.take(1)
        return Words(
            str(text)[:MOST_CHARACTERS],
            x,
            y,
            size,
            _read_colour(colour),
            str(family)[:80],
            int(weight),
            style if style in ("normal", "italic", "oblique") else "normal",
            angle,
            is_math is True,
            _read_box(clip),
            int(frame),
            int(block),
        )
    _, outline, face, edge, look, clip, clip_path, frame = data
    width, dashes, cap, join, hatch = look
    pen = Pen(
        None if face is None else _read_colour(face),
        None if edge is None else _read_colour(edge),
        min(max(_number(width), 0.0), 1_000.0),
        None if dashes is None else _read_dashes(dashes),
        cap if cap in ("butt", "round", "projecting") else "butt",
        join if join in ("miter", "round", "bevel") else "miter",
        "".join(sign for sign in str(hatch)[:12] if sign in HATCHES),
        _read_box(clip),
        None if clip_path is None else _read_outline(clip_path, room),
    )
    return Shape(_read_outline(outline, room), pen, int(frame))


def _read_outline(data: Data, room: PointBudget) -> PixelPath:
    flat, codes = data
    points = np.array(flat, dtype=np.float64).reshape(-1, 2)
    room.take(len(points))
    if not len(points) or not np.isfinite(points).all() or np.abs(points).max() > FARTHEST:
        raise BadDrawingError("the points of a mark")
    if codes is None:
        return PixelPath(points)
    if len(codes) != len(points) or not set(codes) <= CODES or codes[0] != Path.MOVETO:
        raise BadDrawingError("the codes of a mark")
    _check_curves(codes)
    return PixelPath(points, tuple(int(code) for code in codes))


def _check_curves(codes: list[int]) -> None:
    """Refuse a curve that lacks points, because Agg would read beyond its end."""
    place, wanted = 0, 0
    for code in codes:
        length = CURVES.get(code, 1)
        if place and code != wanted:
            raise BadDrawingError("a curve without its end")
        wanted = code
        place = (place + 1) % length if length > 1 else 0
    if place:
        raise BadDrawingError("a curve without its end")


def _read_dashes(data: Data) -> tuple[float, tuple[float, ...]]:
    offset, lengths = data
    found = tuple(_number(one) for one in lengths[:20])
    if len(found) % 2 or not found or min(found) < 0 or sum(found) < 0.1:
        raise BadDrawingError("the dashes of a line")
    return _number(offset), found


def _read_box(data: Data) -> Box | None:
    return None if data is None else Box(*(_number(part) for part in data))


def _read_colour(data: Data) -> Colour:
    red, green, blue, alpha = (min(max(_number(part), 0.0), 1.0) for part in data)
    return red, green, blue, alpha


def _read_frame(data: Data) -> Frame:
    box, x, y, kind = data
    found = _read_box(box)
    if found is None:
        raise BadDrawingError("axes without a place")
    return Frame(found, _read_axis(x), _read_axis(y), str(kind)[:40])


def _read_axis(data: Data) -> Axis:
    start, end, scale, ticks, label, offset = data
    read = tuple(
        (_number(value), str(text)[:MOST_CHARACTERS]) for value, text in ticks[:MOST_TICKS]
    )
    words = str(label)[:MOST_CHARACTERS], str(offset)[:MOST_CHARACTERS]
    return Axis(float(start), float(end), str(scale)[:20], read, *words)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadDrawingError("a number")
    return float(value)
