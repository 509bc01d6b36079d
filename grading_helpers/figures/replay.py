"""Paint a drawing, or a part of it, with Matplotlib's own renderer."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.transforms import Affine2D, Bbox, TransformedPath

from grading_helpers.figures.drawing import Box, Drawing, Mark, PixelPath, Shape, Words

Picture = npt.NDArray[np.float64]
MOST_PIXELS = 6_000_000
MOST_OVERHANG = 0.2
WHITE, BLACK = (1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 1.0)


def png(drawing: Drawing, dots: float) -> bytes:
    """Return a drawing as a PNG file with this many dots per inch."""
    from PIL import Image  # noqa: PLC0415

    canvas = canvas_of(drawing)
    scale = min(dots / drawing.dots, (MOST_PIXELS / (canvas.width * canvas.height)) ** 0.5)
    pixels = paint(drawing, range(len(drawing.marks)), canvas, scale)
    file = io.BytesIO()
    # Charts are mostly runs of one colour, for which this takes a third less time.
    Image.fromarray(pixels).convert("RGB").save(file, "png", compress_type=zlib.Z_RLE)
    return file.getvalue()


def canvas_of(drawing: Drawing) -> Box:
    """Return the part of a drawing that is shown: the figure, and texts that stick out a little.

    A notebook shows them too, so a label must not be lost because it is longer than the figure.
    """
    canvas = Box(0, 0, drawing.width, drawing.height)
    limit = Box(
        -MOST_OVERHANG * canvas.width,
        -MOST_OVERHANG * canvas.height,
        (1 + MOST_OVERHANG) * canvas.width,
        (1 + MOST_OVERHANG) * canvas.height,
    )
    for mark in drawing.marks:
        if isinstance(mark, Words) and mark.clip is None:
            box = box_of(mark, drawing.dots)
            if not canvas.holds(box) and limit.holds(box):
                canvas = canvas.with_box(box.grown(2.0))
    return canvas


def paint(
    drawing: Drawing,
    numbers: Collection[int],
    window: Box,
    scale: float,
    *,
    stencil: str = "",
) -> npt.NDArray[np.uint8]:
    """Return the pixels of some marks within a window, painted on white.

    Parameters
    ----------
    drawing : Drawing
        The drawing.
    numbers : collection of int
        Which of its marks to paint, in order.
    window : Box
        The part to paint.
    scale : float
        How many pixels of the result one pixel of the drawing takes.
    stencil : str
        Paint ``"all"`` in black and unclipped, or only the ``"edges"`` of shapes.
    """
    painter = _Painter(drawing, window, scale, stencil)
    for number in numbers:
        painter.paint(drawing.marks[number])
    return painter.pixels


def paint_with_and_without(
    drawing: Drawing, numbers: Sequence[int], looked_at: Collection[int], window: Box, scale: float
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Return the pixels of marks within a window, and those without the marks looked at.

    What lies behind all that is looked at is painted once.
    """
    painter = _Painter(drawing, window, scale)
    behind = next((place for place, one in enumerate(numbers) if one in looked_at), len(numbers))
    for number in numbers[:behind]:
        painter.paint(drawing.marks[number])
    ground = painter.pixels.copy()
    for number in numbers[behind:]:
        painter.paint(drawing.marks[number])
    with_them = painter.pixels.copy()
    painter.pixels[:] = ground
    for number in numbers[behind:]:
        if number not in looked_at:
            painter.paint(drawing.marks[number])
    return with_them, painter.pixels


# The width in points from which a line may cover much from outside the canvas.
WIDE = 20.0
# A colour that paints nothing.
UNSEEN = (0.0, 0.0, 0.0, 1e-6)


class _Painter:
    """Paints marks on a white paper as large as a window."""

    def __init__(self, drawing: Drawing, window: Box, scale: float, stencil: str = "") -> None:
        width = max(1, round(window.width * scale))
        self.height = max(1, round(window.height * scale))
        self.whole = Affine2D().translate(-window.left, -window.bottom).scale(scale)
        self.stencil = stencil
        self.renderer = _agg(width, self.height, drawing.dots * scale)
        self.pixels = np.asarray(self.renderer.buffer_rgba())
        self.pixels[:] = 255

    def paint(self, mark: Mark) -> None:
        """Paint one mark."""
        if isinstance(mark, Words):
            self._write(mark)
        else:
            self._draw(mark)

    def _draw(self, mark: Shape) -> None:
        pen = mark.pen
        gc: Any = self.renderer.new_gc()
        edge = BLACK if self.stencil and pen.edge else pen.edge
        face = BLACK if self.stencil and pen.face else pen.face
        face = None if self.stencil == "edges" else face
        gc.set_linewidth(pen.width if edge else 0)
        if edge:
            gc.set_foreground(edge, isRGBA=True)
        if pen.dashes and not self.stencil:
            gc.set_dashes(*pen.dashes)
        gc.set_capstyle(pen.cap)
        gc.set_joinstyle(pen.join)
        if pen.hatch and not self.stencil:
            gc.set_hatch(pen.hatch)
            gc.set_hatch_color(edge or BLACK)
        if not self.stencil:
            self._clip(gc, pen.clip, pen.clip_path)
        if edge and face is None and pen.width > WIDE:
            # Without a face, Agg leaves out lines whose middle is off the canvas, however wide.
            face = UNSEEN
        self.renderer.draw_path(gc, mark.outline.path, self.whole, face)

    def _clip(
        self, gc: GraphicsContextBase, clip: Box | None, clip_path: PixelPath | None = None
    ) -> None:
        if clip:
            corners = [(clip.left, clip.bottom), (clip.right, clip.top)]
            gc.set_clip_rectangle(Bbox(self.whole.transform(corners)))
        if clip_path:
            gc.set_clip_path(TransformedPath(clip_path.path, self.whole))

    def _write(self, mark: Words) -> None:
        gc = self.renderer.new_gc()
        gc.set_foreground(BLACK if self.stencil else mark.colour, isRGBA=True)
        if not self.stencil:
            self._clip(gc, mark.clip)
        x, y = self.whole.transform((mark.x, mark.y))
        _quietly_write(self.renderer, gc, x, self.height - y, mark)


def _quietly_write(
    renderer: RendererBase, gc: GraphicsContextBase, x: float, y: float, mark: Words
) -> None:
    """Write a text; one that is not a formula after all is written as it stands."""
    try:
        renderer.draw_text(gc, x, y, mark.text, font_of(mark), mark.angle, ismath=mark.is_math)
    except ValueError:
        renderer.draw_text(gc, x, y, mark.text, font_of(mark), mark.angle)


def font_of(mark: Words) -> FontProperties:
    """Return the font of a text."""
    return _font(mark.family, mark.style, mark.weight, mark.size)


@lru_cache(500)
def _font(family: str, style: str, weight: int, size: float) -> FontProperties:
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    looks: Any = {"family": [family], "style": style, "weight": weight, "size": size}
    return FontProperties(**looks)


@lru_cache(4_000)
def _extent(  # noqa: PLR0913, PLR0917
    text: str, family: str, style: str, weight: int, size: float, dots: float, is_math: bool
) -> tuple[float, float, float]:
    renderer, font = _measure(dots), _font(family, style, weight, size)
    try:
        width, height, descent = renderer.get_text_width_height_descent(text, font, is_math)
    except ValueError:
        width, height, descent = renderer.get_text_width_height_descent(text, font, False)
    return float(width), float(height), float(descent)


@lru_cache(8)
def _measure(dots: float) -> RendererBase:
    measure: RendererBase = _agg(8, 8, dots)
    return measure


def _agg(width: int, height: int, dots: float) -> Any:
    kind: Callable[[int, int, float], RendererAgg] = RendererAgg
    return kind(width, height, dots)


def box_of(mark: Mark, dots: float) -> Box:
    """Return the box around a mark, without clipping."""
    if isinstance(mark, Shape):
        by = mark.pen.width * dots / 144 if mark.pen.edge else 0.0
        return Box.around(mark.outline.points).grown(by)
    width, height, descent = _extent(
        mark.text, mark.family, mark.style, mark.weight, mark.size, dots, mark.is_math
    )
    corners = [(0, -descent), (width, -descent), (width, height - descent), (0, height - descent)]
    turned = Affine2D().rotate_deg(mark.angle).translate(mark.x, mark.y).transform(corners)
    return Box.around(turned)
