"""Figures: the look of the course, and showing them with a description in words."""

from __future__ import annotations

import base64
import html
import io
import os

import numpy as np
from cycler import cycler
from IPython.display import HTML, display
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

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

SCREEN_DOTS, FINE_DOTS = 96, 200

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
    """Do what ``grading_helpers.show`` promises."""
    drawn = as_figure(figure)
    if not alt.strip():
        raise ValueError("show(figure, alt): describe in words what the figure shows.")
    display(HTML(image_html(drawn, alt)))
    plt.close(drawn)


def image_html(figure: Figure, alt: str) -> str:
    """Return an HTML image that carries its own bytes and its description."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=_dots_per_inch(), facecolor="white")
    code = base64.b64encode(file.getvalue()).decode()
    width = round(figure.get_figwidth() * SCREEN_DOTS)
    return (
        f'<img alt="{html.escape(alt, quote=True)}" src="data:image/png;base64,{code}" '
        f'width="{width}" style="max-width: 100%; height: auto; border-radius: 6px">'
    )


def _dots_per_inch() -> int:
    """Return how finely to draw: sharp on any screen, and while a class is graded, plain."""
    return SCREEN_DOTS if os.environ.get("NBGRADER_EXECUTION") == "autograde" else FINE_DOTS


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


def main_axes(figure: Figure) -> Axes:
    """Return the axes that hold the bars, else the first.

    Raises
    ------
    NotAFigureError
        If the figure has no axes.
    """
    if not figure.axes:
        raise NotAFigureError("The figure is empty: it has no axes.")
    return max(figure.axes, key=lambda axes: len(axes.containers))


def tick_labels(axes: Axes) -> dict[float, str]:
    """Return the text under each tick of the horizontal axis by its place."""
    ticks = axes.get_xticks()
    texts = axes.xaxis.get_major_formatter().format_ticks(list(ticks))
    return dict(zip(map(float, ticks), map(str, texts), strict=True))
