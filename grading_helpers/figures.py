"""Figures: shown with a description in words, and read by what is drawn on them."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from cycler import cycler
from IPython.display import HTML, display
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

UNIT = re.compile(r"[(\[][^)\]]+[)\]]")

# Okabe and Ito (2008): eight colours that people with any colour vision can tell apart.
PALETTE = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "vermilion": "#D55E00",
    "purple": "#CC79A7",
    "sky": "#56B4E9",
    "yellow": "#F0E442",
    "grey": "#6B7280",
}

STYLE = {
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.prop_cycle": cycler(color=list(PALETTE.values())),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": "large",
    "axes.titleweight": "bold",
    "figure.constrained_layout.use": True,
    "figure.figsize": (7.0, 3.6),
    "font.size": 11,
    "grid.alpha": 0.35,
}


class NotAFigureError(TypeError):
    """An answer that should be a figure is something else."""


def show(figure: Figure | Axes, alt: str) -> None:
    """Display a figure together with a description for those who cannot see it.

    Parameters
    ----------
    figure : matplotlib Figure or Axes
        What to display; it is closed afterwards, so that it is not shown twice.
    alt : str
        What the figure shows, in one or two sentences: its message, not its looks.

    Raises
    ------
    NotAFigureError
        If the first argument is no figure.
    ValueError
        If the description is empty.
    """
    drawn = as_figure(figure)
    if not alt.strip():
        raise ValueError("show(figure, alt): describe in words what the figure shows.")
    display(HTML(_image(drawn, alt)))
    plt.close(drawn)


def _image(figure: Figure, alt: str) -> str:
    """Return an HTML image that carries its own bytes and its description."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=200, facecolor="white")
    code = base64.b64encode(file.getvalue()).decode()
    width = round(figure.get_figwidth() * 96)
    return (
        f'<img alt="{html.escape(alt, quote=True)}" src="data:image/png;base64,{code}" '
        f'width="{width}" style="max-width: 100%; height: auto; border-radius: 6px">'
    )


def as_figure(drawn: object) -> Figure:
    """Return the figure of a Figure, an Axes or an array of Axes.

    Raises
    ------
    NotAFigureError
        If it is none of these; the message says what it is.

    Examples
    --------
    >>> as_figure("a picture")
    Traceback (most recent call last):
    grading_helpers.figures.NotAFigureError: A figure is asked for; this is a str.
    """
    if isinstance(drawn, np.ndarray) and drawn.size:
        drawn = drawn.flat[0]
    if isinstance(drawn, Axes):
        drawn = drawn.get_figure(root=True) if hasattr(drawn.figure, "subfigs") else drawn.figure
    if not isinstance(drawn, Figure):
        raise NotAFigureError(f"A figure is asked for; this is a {type(drawn).__name__}.")
    return drawn


def bar_heights(drawn: object) -> dict[str, float]:
    """Return the height of each upright bar by the tick label beneath it.

    Examples
    --------
    >>> figure, axes = plt.subplots()
    >>> bars = axes.bar(["R", "A"], [-1.5, 0.25])
    >>> bar_heights(figure)
    {'R': -1.5, 'A': 0.25}
    >>> plt.close(figure)
    """
    return {label: height for _, label, height in sorted(_bars(as_figure(drawn)))}


def bar_order(drawn: object) -> list[str]:
    """Return the labels of the bars from left to right."""
    return [label for _, label, _ in sorted(_bars(as_figure(drawn)))]


def axis_texts(drawn: object) -> dict[str, bool]:
    """Say which texts a reader needs are there: both axis labels and a unit in brackets.

    A unit stands in round or square brackets at the vertical axis: ``gap (scale points)``.
    """
    axes = _main_axes(as_figure(drawn))
    return {
        "horizontal label": bool(axes.get_xlabel().strip()),
        "vertical label": bool(axes.get_ylabel().strip()),
        "unit at the vertical axis": bool(UNIT.search(axes.get_ylabel())),
    }


def zero_line(drawn: object) -> bool:
    """Say whether a level line at zero crosses all the bars and lies within the limits."""
    axes = _main_axes(as_figure(drawn))
    low, high = sorted(axes.get_ylim())
    return low <= 0 <= high and any(_spans(axes, line) for line in _level_lines(axes))


def _level_lines(axes: Axes) -> Iterator[tuple[float, float]]:
    """Yield the left and right end, in data units, of every visible line that lies at zero."""
    for line in axes.get_lines():
        heights = np.asarray(line.get_ydata(), float)
        if line.get_visible() and heights.size > 1 and np.allclose(heights, 0):
            ends = np.asarray(line.get_xdata(), float)
            if line.get_transform() == axes.get_yaxis_transform():
                left, right = axes.get_xlim()
                ends = left + ends * (right - left)  # axhline counts in shares of the width
            yield float(ends.min()), float(ends.max())
    for collection in axes.collections:
        for segment in getattr(collection, "get_segments", list)():
            if len(segment) > 1 and np.allclose(segment[:, 1], 0):
                yield float(segment[:, 0].min()), float(segment[:, 0].max())
    if axes.spines["bottom"].get_position() in ("zero", ("data", 0)):
        yield axes.get_xlim()


def _spans(axes: Axes, ends: tuple[float, float]) -> bool:
    middles = [middle for middle, _, _ in _bars_of(axes)]
    return bool(middles) and min(ends) <= min(middles) and max(middles) <= max(ends)


def _main_axes(figure: Figure) -> Axes:
    """Return the axes that hold the bars, else the first."""
    if not figure.axes:
        raise NotAFigureError("The figure is empty: it has no axes.")
    return max(figure.axes, key=lambda axes: len(axes.containers))


def _bars(figure: Figure) -> list[tuple[float, str, float]]:
    return _bars_of(_main_axes(figure))


def _bars_of(axes: Axes) -> list[tuple[float, str, float]]:
    """Return middle, label and height of each bar of the axes."""
    bars = [
        bar
        for container in axes.containers
        if isinstance(container, BarContainer)
        for bar in container
    ]
    labels = _tick_labels(axes)
    middles = [bar.get_x() + bar.get_width() / 2 for bar in bars]
    return [
        (middle, _nearest(labels, middle), float(bar.get_height()))
        for middle, bar in zip(middles, bars, strict=True)
    ]


def _tick_labels(axes: Axes) -> dict[float, str]:
    ticks = axes.get_xticks()
    texts = axes.xaxis.get_major_formatter().format_ticks(list(ticks))
    return dict(zip(map(float, ticks), map(str, texts), strict=True))


def _nearest(labels: dict[float, str], middle: float) -> str:
    """Return the label of the tick beneath a bar, or its place if no tick is near."""
    if labels:
        tick = min(labels, key=lambda place: abs(place - middle))
        if abs(tick - middle) < 0.45:
            return labels[tick].strip()
    return f"at {middle:g}"


VIEWS: dict[str, Any] = {
    "axis_texts": axis_texts,
    "bar_heights": bar_heights,
    "bar_order": bar_order,
    "zero_line": zero_line,
}
