"""A figure that cannot be read as a chart is told so in words, at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.views import bar_heights

Draw = Callable[[Figure], object]


def a_million_artists(figure: Figure) -> None:
    # The same artist a million times: what counts is how many there are to draw.
    figure.patches = [Rectangle((0, 0), 1, 1)] * 1_000_000  # type: ignore[misc]


def a_million_points(figure: Figure) -> None:
    figure.add_subplot().scatter(np.arange(1e6), np.arange(1e6))


def figures_in_figures(figure: Figure) -> None:
    inner = figure
    for _ in range(300):
        inner = inner.subfigures()  # type: ignore[assignment]
    inner.add_subplot().bar(["R"], [1.0])


def an_image(figure: Figure) -> None:
    figure.add_subplot().imshow(np.ones((4, 4)))


def shaded_triangles(figure: Figure) -> None:
    figure.add_subplot().tripcolor([0, 1, 0], [0, 0, 1], [0.0, 1.0, 2.0], shading="gouraud")


def a_formula_with_a_slip(figure: Figure) -> None:
    figure.add_subplot(ylabel=r"$\\frac{1$").bar(["R"], [1.0])


def latex(figure: Figure) -> None:
    figure.add_subplot().set_title("gaps", usetex=True)


def polar_axes(figure: Figure) -> None:
    figure.add_subplot(projection="polar").bar([0.0], [1.0])


def three_dimensions(figure: Figure) -> None:
    figure.add_subplot(projection="3d").bar([0.0], [1.0])


def not_a_number(figure: Figure) -> None:
    figure.add_subplot().bar(["R", "A"], [float("nan")] * 2)


def a_text_of_a_mile(figure: Figure) -> None:
    figure.text(0.5, 0.5, "gap", fontsize=5000)


def nothing(_: Figure) -> None:
    """Leave the figure empty."""


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (a_million_artists, "too many marks"),
        (a_million_points, "too many marks"),
        (figures_in_figures, "figures within figures"),
        (an_image, "holds an image"),
        (shaded_triangles, "holds an image"),
        (a_formula_with_a_slip, "cannot be drawn"),
        (latex, "needs LaTeX"),
        (polar_axes, "polar axes"),
        (three_dimensions, "3d axes"),
        (not_a_number, "no upright bars"),
        (a_text_of_a_mile, "a text too large"),
        (nothing, "no axes"),
    ],
    ids=lambda given: getattr(given, "__name__", given),
)
def test_a_figure_that_cannot_be_read_is_told_why(draw: Draw, words: str) -> None:
    figure = Figure(layout="constrained")
    draw(figure)
    with pytest.raises(NotAFigureError, match=words):
        bar_heights(figure)


def test_a_font_that_is_missing_is_replaced() -> None:
    figure = Figure(layout="constrained")
    axes = figure.add_subplot()
    axes.bar(["R", "A"], [1.0, -2.0])
    axes.tick_params(labelfontfamily="No Such Font At All")
    assert {name: round(height, 6) for name, height in bar_heights(figure).items()} == {
        "R": 1.0,
        "A": -2.0,
    }
