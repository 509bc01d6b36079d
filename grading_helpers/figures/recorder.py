"""Record what a figure paints, through Matplotlib's interface for renderers.

Artists tell a renderer all that it needs and nothing else: a bar of no colour, behind a patch or
outside the axes arrives here as what it is. So recording is the same for every way to draw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.axis import Axis as DrawnAxis
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure, FigureBase
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Transform

from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.drawing import (
    FARTHEST,
    LARGEST_FONT,
    LARGEST_SIDE,
    MOST_CHARACTERS,
    MOST_MARKS,
    MOST_POINTS,
    MOST_TICKS,
    SCALES,
    Axis,
    Box,
    Colour,
    Drawing,
    Frame,
    Mark,
    Pen,
    PixelPath,
    Shape,
    Words,
)
from grading_helpers.figures.shortcuts import replaced, shortcuts

WEIGHTS = {"ultralight": 100, "light": 200, "normal": 400, "regular": 400, "book": 400}
WEIGHTS |= {"medium": 500, "roman": 500, "semibold": 600, "demibold": 600, "demi": 600}
WEIGHTS |= {"bold": 700, "heavy": 800, "extra bold": 800, "black": 900}
DEEPEST = 5
OF_AXES = "axes of the drawing "
TOO_MUCH = "The figure holds too many marks to be read; draw only what the task asks for."


def record_drawing(figure: Figure) -> Drawing:
    """Return what a figure paints.

    Raises
    ------
    NotAFigureError
        If it cannot be drawn, or paints what cannot be read, such as an image, or far too much.
    """
    try:
        return _recorded(figure)
    except NotAFigureError:
        raise
    except Exception as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise NotAFigureError(f"The figure cannot be drawn ({why}).") from error


def _recorded(figure: Figure) -> Drawing:
    width, height = (float(length) for length in figure.bbox.size)
    if not max(width, height) <= LARGEST_SIDE or min(width, height) < 1:
        inches = " by ".join(f"{length:g}" for length in figure.get_size_inches())
        raise NotAFigureError(f"The figure has a size of {inches} inches, which cannot be shown.")
    frames: list[Axes] = list(figure.axes)
    figures = _with_inner_figures(figure)
    if sum(len(one.get_children()) for one in (*figures, *frames)) > MOST_MARKS:
        raise NotAFigureError(TOO_MUCH)
    if any(axes.images for axes in frames) or figure.images:
        raise NotAFigureError("The figure holds an image. Draw the chart with bars or lines.")
    recorder = Recorder(width, height, figure.dpi)
    with _numbered(frames), _plain_texts(), shortcuts(figure, recorder):
        figure.draw(recorder)
    described = tuple(map(_frame, frames[:100]))
    return Drawing(width, height, float(figure.dpi), tuple(recorder.marks), described)


def _with_inner_figures(figure: Figure) -> list[FigureBase]:
    """Return a figure and the figures within it; each level doubles the time to lay them out."""
    found, level = list[FigureBase](), list[FigureBase]([figure])
    for _ in range(DEEPEST):
        found += level
        level = [inner for one in level for inner in one.subfigs]
    if level:
        raise NotAFigureError(
            "The figure holds figures within figures, nested too deeply to be drawn."
        )
    return found


@contextmanager
def _numbered(frames: list[Axes]) -> Iterator[None]:
    """Give axes names by which the recorder tells them apart."""
    names = [axes.get_gid() for axes in frames]
    for number, axes in enumerate(frames):
        axes.set_gid(f"{OF_AXES}{number}")
    try:
        yield
    finally:
        for axes, name in zip(frames, names, strict=True):
            axes.set_gid(name)


@contextmanager
def _plain_texts() -> Iterator[None]:
    """Draw texts without path effects, which would paint them as outlines that nobody can read."""
    with replaced(Text, "get_path_effects", lambda _: []):
        yield


class Recorder(RendererBase):
    """A renderer that keeps what it is told to paint."""

    def __init__(self, width: float, height: float, dots: float) -> None:
        super().__init__()
        self.width, self.height, self.dots = width, height, dots
        self.marks: list[Mark] = []
        self.points = 0
        self.blocks = 0
        self._frames: list[int] = []
        self._groups: list[bool] = []
        self._measure = _measure(float(dots))
        self.dpi = dots

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Note which axes, or which text, paints what follows."""
        is_axes = s == "axes" and isinstance(gid, str) and gid.startswith(OF_AXES)
        self._groups.append(is_axes)
        if is_axes:
            self._frames.append(int(str(gid).removeprefix(OF_AXES)))
        elif s == "text":
            self.blocks += 1

    def close_group(self, s: str) -> None:
        """Note the end of a group."""
        if self._groups and self._groups.pop():
            self._frames.pop()

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """Record a path."""
        for outline in _outlines(path, transform, filled=rgbFace is not None):
            self._keep(Shape(outline, _pen(gc, rgbFace), self._frame), len(outline.points))

    def draw_text(  # noqa: PLR0913, PLR0917
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | Literal["TeX"] = False,
        mtext: Text | None = None,
    ) -> None:
        """Record a line of text."""
        size = prop.get_size_in_points()
        if not s.strip() or not size > 0:
            return
        if size > LARGEST_FONT:
            raise NotAFigureError("The figure holds a text too large to be shown.")
        words = Words(
            s[:MOST_CHARACTERS],
            _near(x),
            _near(self.height - y),
            float(size),
            _colour(gc.get_rgb()),
            _family(prop.copy()),
            _weight(prop.get_weight()),
            str(prop.get_style()),
            float(angle),
            ismath is True,
            _clip(gc),
            self._frame,
            self.blocks,
        )
        self._keep(words, 1)

    def draw_tex(self, *_: object, **__: object) -> None:
        """Refuse LaTeX, which is not installed everywhere."""
        raise NotAFigureError("The figure needs LaTeX. Leave text.usetex switched off.")

    def draw_image(self, *_: object, **__: object) -> None:
        """Refuse an image, which cannot be read as a chart."""
        raise NotAFigureError("The figure holds an image. Draw the chart with bars or lines.")

    def draw_gouraud_triangles(self, *_: object, **__: object) -> None:
        """Refuse shaded triangles, which are an image too."""
        self.draw_image()

    def start_filter(self) -> None:
        """Refuse a filter, which turns marks into an image."""
        self.draw_image()

    def option_image_nocomposite(self) -> bool:
        """Ask for images one by one, so that they are refused before they are made."""
        return True

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | Literal["TeX"]
    ) -> tuple[float, float, float]:
        """Return the size of a text as Agg would paint it."""
        if ismath == "TeX":
            self.draw_tex()
        return _size_of_text(self._measure, s, prop.copy(), ismath)

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the figure in pixels."""
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:
        """Return points of 1/72 inch as pixels."""
        return points * self.dots / 72

    def flipy(self) -> bool:
        """Count texts from the top, as Agg does."""
        return True

    @property
    def _frame(self) -> int:
        return self._frames[-1] if self._frames else -1

    def _keep(self, mark: Mark, points: int) -> None:
        self.points += points
        if len(self.marks) >= MOST_MARKS or self.points > MOST_POINTS:
            raise NotAFigureError(TOO_MUCH)
        self.marks.append(mark)


@lru_cache(8)
def _measure(dots: float) -> RendererBase:
    agg: Callable[[int, int, float], RendererBase] = RendererAgg
    return agg(8, 8, dots)


@lru_cache(4_000)
def _size_of_text(
    measure: RendererBase, text: str, prop: FontProperties, ismath: bool
) -> tuple[float, float, float]:
    size = measure.get_text_width_height_descent(text, prop, ismath)
    return tuple(float(length) for length in size)  # type: ignore[return-value]


@lru_cache(500)
def _family(prop: FontProperties) -> str:
    """Return the font that a text really gets, whatever families it names."""
    return str(get_font(findfont(prop)).family_name)


def _weight(weight: object) -> int:
    return int(weight) if isinstance(weight, int | float) else WEIGHTS.get(str(weight).lower(), 400)


def _outlines(path: Path, transform: Transform, *, filled: bool) -> Iterator[PixelPath]:
    """Yield a path in pixels, without points that are not numbers."""
    vertices = np.asarray(transform.transform(np.ma.filled(path.vertices, np.nan)), float)
    codes: Any = path.codes
    if vertices.ndim != 2 or not len(vertices):
        return
    if not np.isfinite(vertices).all():
        if filled and not _closes(codes, vertices):
            return
        clean: Any = path.cleaned(transform=transform, remove_nans=True, curves=True)
        keep = clean.codes != Path.STOP
        vertices, codes = clean.vertices[keep], clean.codes[keep]
        if not len(vertices) or not np.isfinite(vertices).all():
            return
    points = np.clip(vertices, -FARTHEST, FARTHEST)
    if codes is None:
        yield PixelPath(points)
        return
    keep = codes != Path.STOP
    if keep.any():
        yield PixelPath(points[keep], tuple(int(code) for code in codes[keep]))


def _closes(codes: npt.NDArray[np.uint8] | None, vertices: npt.NDArray[np.float64]) -> bool:
    """Tell whether points that are not numbers only close the shape, so that they do not matter."""
    bad = ~np.isfinite(vertices).all(axis=1)
    return codes is not None and bool((codes[bad] == Path.CLOSEPOLY).all())


def _pen(gc: GraphicsContextBase, face: Sequence[float] | None) -> Pen:
    dashing: Any = gc.get_dashes()
    offset, dashes = dashing
    edge = _colour(gc.get_rgb())
    width = float(gc.get_linewidth())
    clipping: Any = gc.get_clip_path()
    clip_path, transform = clipping
    clipped = None
    if clip_path is not None:
        clipped = next(_outlines(clip_path, transform, filled=False), None)
    dashed = dashes is not None and len(dashes) and sum(dashes) >= 0.1
    return Pen(
        None if face is None else _face(face, gc),
        edge if width > 0 and edge[3] > 0 else None,
        width,
        (float(offset or 0), tuple(map(float, dashes))) if dashed else None,
        str(getattr(gc.get_capstyle(), "name", gc.get_capstyle())),
        str(getattr(gc.get_joinstyle(), "name", gc.get_joinstyle())),
        str(gc.get_hatch() or ""),
        _clip(gc),
        clipped,
    )


def _face(face: Sequence[float], gc: GraphicsContextBase) -> Colour | None:
    """Return the colour of a face; an alpha of the artist overrides that of the colour."""
    own = face[3] if len(face) > 3 and not gc.get_forced_alpha() else gc.get_alpha()
    colour = _colour((*face[:3], own))
    return colour if colour[3] > 0 else None


def _colour(colour: Sequence[float]) -> Colour:
    red, green, blue, *alpha = (float(part) for part in colour)
    return red, green, blue, alpha[0] if alpha else 1.0


def _clip(gc: GraphicsContextBase) -> Box | None:
    box = gc.get_clip_rectangle()
    if box is None:
        return None
    return Box(*(_near(float(end)) for end in box.extents))


def _near(place: float) -> float:
    return min(max(float(place), -FARTHEST), FARTHEST)


def _frame(axes: Axes) -> Frame:
    box = Box(*(_near(float(end)) for end in axes.bbox.extents))
    if axes.name != "rectilinear":
        nothing = Axis(0.0, 1.0, "none")
        return Frame(box, nothing, nothing, str(axes.name))
    return Frame(box, _axis(axes.xaxis, axes.get_xlim()), _axis(axes.yaxis, axes.get_ylim()))


def _axis(axis: DrawnAxis, limits: tuple[float, float]) -> Axis:
    start, end = (float(limit) for limit in limits)
    scale = axis.get_scale()
    low, high = min(start, end), max(start, end)
    slack = (high - low) * 1e-9
    found: list[tuple[float, str]] = []
    offset = ""
    for ticker, places in (
        (axis.minor, axis.get_minorticklocs),
        (axis.major, axis.get_majorticklocs),
    ):
        values = np.asarray(places(), float)[: MOST_TICKS + 1]
        formatter: Any = ticker.formatter
        texts = formatter.format_ticks(values)
        offset = str(formatter.get_offset() or "")
        found += [
            (float(value), str(text))
            for value, text in zip(values, texts, strict=False)
            if str(text).strip() and low - slack <= value <= high + slack
        ]
    known = scale if scale in SCALES and axis.get_transform().is_separable else "other"
    label = str(axis.get_label_text())
    return Axis(start, end, known, tuple(found[:MOST_TICKS]), label, offset)
