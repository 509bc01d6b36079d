"""Figures: the style of the course, and display with a description in words."""

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
from matplotlib.figure import Figure, SubFigure

from grading_helpers.figures.drawing import Drawing
from grading_helpers.figures.replay import png
from grading_helpers.palette import PALETTE

SCREEN_DOTS, FINE_DOTS = 96, 200
NO_FIGURE = "The task asks for a figure"

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
    """An answer is not the kind of figure that the task asks for."""


def show(figure: Figure | Axes, alt: str) -> None:
    """Display a figure with a description; see ``grading_helpers.show``."""
    drawn = as_figure(figure)
    if not alt.strip():
        raise ValueError("show(figure, alt): describe in words what the figure shows.")
    display(HTML(image_html(drawn, alt)))
    plt.close(drawn)


def image_html(figure: Figure, alt: str) -> str:
    """Return an HTML image with embedded data and a description."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=_dots_per_inch(), facecolor="white")
    return _image(file.getvalue(), figure.get_figwidth(), alt)


def picture_html(drawing: Drawing, alt: str) -> str:
    """Return an HTML image of a drawing, with embedded data and a description."""
    return _image(png(drawing, _dots_per_inch()), drawing.width / drawing.dots, alt)


def _image(content: bytes, inches: float, alt: str) -> str:
    code = base64.b64encode(content).decode()
    width = round(inches * SCREEN_DOTS)
    return (
        f'<img alt="{html.escape(alt, quote=True)}" src="data:image/png;base64,{code}" '
        f'width="{width}" style="max-width: 100%; height: auto; border-radius: 6px">'
    )


def _dots_per_inch() -> int:
    """Return the resolution: high for screens, low when a notebook is graded."""
    unseen = os.environ.get("NBGRADER_EXECUTION") in {"autograde", "proof"}
    return SCREEN_DOTS if unseen else FINE_DOTS


def not_a_figure(drawn: object) -> str:
    """Say that something other than a figure came back."""
    return f"{NO_FIGURE}, not the type {type(drawn).__name__}."


def as_figure(drawn: object) -> Figure:
    """Return the figure of a Figure, an Axes or an array of Axes.

    Raises
    ------
    NotAFigureError
        If it is something else; the message names its type.

    Examples
    --------
    >>> as_figure("a picture")
    Traceback (most recent call last):
    grading_helpers.figures.display.NotAFigureError: The task asks for a figure, not the type str.
    """
    if isinstance(drawn, np.ndarray) and drawn.size:
        drawn = drawn.flat[0]
    if isinstance(drawn, Axes):
        drawn = drawn.figure
        # Matplotlib before 3.10 has no get_figure(root=True).
        drawn = drawn.figure if isinstance(drawn, SubFigure) else drawn
    if not isinstance(drawn, Figure):
        raise NotAFigureError(not_a_figure(drawn))
    return drawn
