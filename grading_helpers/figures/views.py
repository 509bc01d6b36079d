"""Views of a figure: what its bars, labels and lines show, read from what it paints.

A view reads a drawing (:mod:`grading_helpers.figures.drawing`) and nothing else, so ``check``, the
hidden tests and the proofs read alike, and a figure is worth what can be seen of it. Tests compare
a view like any other result.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import singledispatch
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from grading_helpers.figures import lines
from grading_helpers.figures.bars import BarChart
from grading_helpers.figures.chart import Chart, charts_of
from grading_helpers.figures.display import (
    NO_FIGURE,
    NotAFigureError,
    as_figure,
    not_a_figure,
)
from grading_helpers.figures.drawing import Drawing
from grading_helpers.figures.labels import horizontal_labels, vertical_labels
from grading_helpers.figures.lines import LineChart, has_zero_line
from grading_helpers.figures.recorder import record_drawing
from grading_helpers.figures.scene import Scene
from grading_helpers.figures.seen import remembered

# Percentage points are a different unit, and "log scale" is not a unit.
SCALE_POINTS = re.compile(
    r"[(\[{⟨<](?![^)\]}⟩>]*(%|per ?cent|\blog))[^)\]}⟩>]*(point|scale)[^)\]}⟩>]*[)\]}⟩>]",
    re.IGNORECASE,
)
PER_CENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
EURO = re.compile(r"€|\bEUR\b|\beuros?\b", re.IGNORECASE)
HAIR = 0.6

_scenes: WeakKeyDictionary[Figure, Scene] = WeakKeyDictionary()


@singledispatch
def scene_of(drawn: object) -> Scene:
    """Return what a figure paints, ready to be read.

    Parameters
    ----------
    drawn : Figure, Axes, array, tuple, Drawing or Scene
        Of several, the first that is a figure counts.

    Raises
    ------
    NotAFigureError
        If there is no figure, or it cannot be read.
    """
    figure = as_figure(drawn)
    known = _scenes.get(figure)
    if known is None or figure.stale:
        known = _scenes[figure] = Scene(record_drawing(figure))
    return known


@scene_of.register(tuple)
@scene_of.register(list)
def _first(drawn: tuple[object, ...] | list[object]) -> Scene:
    for one in drawn:
        try:
            return scene_of(one)
        except NotAFigureError as error:
            if NO_FIGURE not in str(error):
                raise
    raise NotAFigureError(not_a_figure(drawn))


@scene_of.register(np.ndarray)
def _first_of_array(drawn: npt.NDArray[np.object_]) -> Scene:
    return _first([*drawn.flat])


@scene_of.register
def _of_drawing(drawn: Drawing) -> Scene:
    return Scene(drawn)


@scene_of.register
def _of_scene(drawn: Scene) -> Scene:
    return drawn


@remembered
def bar_heights(drawn: object) -> dict[str, float]:
    """Return the height of each vertical bar, keyed by the tick label below it.

    Raises
    ------
    NotAFigureError
        If no bars can be seen, or their heights cannot be read from the vertical axis.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> bars = axes.bar(["R", "A"], [-1.5, 0.25])
    >>> {name: round(height, 9) for name, height in bar_heights(figure).items()}
    {'R': -1.5, 'A': 0.25}
    >>> plt.close(figure)
    """
    return dict(scene_of(drawn).once(BarChart).heights())


@remembered
def bar_order(drawn: object) -> list[str]:
    """Return the labels of the bars from left to right."""
    found = scene_of(drawn).once(BarChart)
    found.need_bars()
    return [bar.name for bar in found.bars]


@remembered
def axis_texts(drawn: object) -> dict[str, bool]:
    """Return which necessary texts are present: both axis labels, the unit, what the axes count.

    The unit is points of the scale, in brackets on the vertical axis: ``gap (scale points)``.
    Labels of the whole figure count as well as those of the axes, and so do texts beside them.
    Numbers may be written at the bars instead of along the vertical axis.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> labels = axes.set(xlabel="dimension", ylabel="gap (percentage points)")
    >>> axis_texts(figure)["unit at the vertical axis"]
    False
    >>> plt.close(figure)
    """
    return _axis_texts(drawn, SCALE_POINTS)


@remembered
def axis_texts_percent(drawn: object) -> dict[str, bool]:
    """Return the same as ``axis_texts``, with ``%`` or ``per cent`` as the unit."""
    return _axis_texts(drawn, PER_CENT)


@remembered
def axis_texts_euro(drawn: object) -> dict[str, bool]:
    """Return the same as ``axis_texts``, with ``EUR``, ``€`` or ``euro`` as the unit.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> labels = axes.set(xlabel="retention", ylabel="lifetime value")
    >>> axis_texts_euro(figure)["unit at the vertical axis"]
    False
    >>> plt.close(figure)
    """
    return _axis_texts(drawn, EURO)


def _axis_texts(drawn: object, unit: re.Pattern[str]) -> dict[str, bool]:
    chart = _main_chart(scene_of(drawn))
    vertical = vertical_labels(chart)
    return {
        "horizontal label": bool(horizontal_labels(chart)),
        "names or numbers along the horizontal axis": bool(chart.x.ticks),
        "vertical label": bool(vertical),
        "numbers along the vertical axis": _has_numbers(chart),
        "unit at the vertical axis": any(unit.search(_plain(text)) for text in vertical),
    }


def _has_numbers(chart: Chart) -> bool:
    """Tell whether numbers can be seen along the vertical axis, or else at the bars."""
    if len(chart.y.numbers) > 1 or not chart.blocks:
        return len(chart.y.numbers) > 1
    try:
        return chart.scene.once(BarChart).are_numbered
    except NotAFigureError:
        return False


def _plain(text: str) -> str:
    """Return a text on one line, as it looks on paper."""
    return " ".join(text.replace("\\%", "%").replace("\\", "").split())


def _main_chart(scene: Scene) -> Chart:
    """Return the axes with the most bars, or else those with the longest line, or the first."""
    charts = charts_of(scene)
    most = max(charts, key=lambda chart: len(chart.blocks))
    if most.blocks or len(charts) == 1:
        return most
    try:
        return scene.once(LineChart).chart
    except NotAFigureError:
        return charts[0]


def bars_in_view(drawn: object) -> bool:
    """Return whether every bar lies within the axes and the vertical axis is not reversed.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> bars = axes.bar(["R", "A"], [-1.5, 0.25])
    >>> bars_in_view(figure)
    True
    >>> limits = axes.set_ylim(-1, 1)
    >>> bars_in_view(figure)
    False
    >>> plt.close(figure)
    """
    found = scene_of(drawn).once(BarChart)
    found.need_bars()
    box, scale = found.chart.box, found.chart.y.scale
    if not scale.is_known or scale.is_backwards or found.hidden:
        return False
    zero = scale.place(0.0)
    for bar in found.bars:
        end = max((bar.box.bottom, bar.box.top), key=lambda end: abs(end - zero))
        if not box.left - HAIR <= bar.box.left <= bar.box.right <= box.right + HAIR:
            return False
        if not box.bottom - HAIR <= end <= box.top + HAIR:
            return False
    return True


def zero_in_view(drawn: object) -> bool:
    """Return whether the vertical axis includes zero, so that no bar is cut off at its base.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> bars = axes.bar(["speed", "price"], [43, 33])
    >>> limits = axes.set_ylim(30, 45)
    >>> zero_in_view(figure)
    False
    >>> plt.close(figure)
    """
    found = scene_of(drawn).once(BarChart)
    found.need_bars()
    return found.shows_zero


@remembered
def line_points(drawn: object) -> dict[str, float]:
    """Return the height of each point of a line, keyed by the label below it.

    The label is the name on a categorical axis and the number on a numeric axis. If there are
    several lines, the one with the most points is read.

    Raises
    ------
    NotAFigureError
        If there is no line with at least two points, if another one joins points at the same
        places, or if the axes cannot be read.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> lines = axes.plot([0.5, 0.75], [10, 30])
    >>> {place: round(height, 9) for place, height in line_points(figure).items()}
    {'0.5': 10.0, '0.75': 30.0}
    >>> plt.close(figure)
    """
    return dict(scene_of(drawn).once(LineChart).values())


@remembered
def line_order(drawn: object) -> list[str]:
    """Return the labels of the line's points, from left to right.

    A line that runs back and forth is read in the order in which it joins its points.
    """
    return list(line_points(drawn))


@remembered
def hollow_points(drawn: object) -> list[str]:
    """Return the labels of the points whose marker looks hollow, from left to right.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> lines = axes.plot(["advert", "helpline"], [1, -1], marker="o")
    >>> lines = axes.plot(["helpline"], [-1], "o", markerfacecolor="white")
    >>> hollow_points(figure)
    ['helpline']
    >>> plt.close(figure)
    """
    return lines.names_of_hollow_points(scene_of(drawn))


def zero_line(drawn: object) -> bool:
    """Return whether a horizontal line at zero runs across all the bars.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> bars = axes.bar(["R", "A"], [-1.5, 0.25])
    >>> markers = axes.plot(["R", "A"], [0, 0], "o")
    >>> zero_line(figure)
    False
    >>> line = axes.axline((0, 0), slope=0)
    >>> zero_line(figure)
    True
    >>> plt.close(figure)
    """
    return has_zero_line(scene_of(drawn))


VIEWS: dict[str, Callable[[object], object]] = {
    "axis_texts": axis_texts,
    "axis_texts_euro": axis_texts_euro,
    "axis_texts_percent": axis_texts_percent,
    "bars_in_view": bars_in_view,
    "bar_heights": bar_heights,
    "bar_order": bar_order,
    "hollow_points": hollow_points,
    "line_order": line_order,
    "line_points": line_points,
    "zero_in_view": zero_in_view,
    "zero_line": zero_line,
}

# In which order a view lists what it shows.
ORDERS = {"bar_order": ", from left to right", "line_order": ", in the order of the line"}
# How a view that is false, or true, is described.
FALSE_AND_TRUE = {
    "bars_in_view": ("bars that are cut off, or an axis that runs backwards", "every bar in full"),
    "zero_in_view": ("a vertical axis without zero", "a vertical axis with zero"),
    "zero_line": ("no line at zero that crosses all bars", "a line at zero"),
}


def view_in_words(view: str, seen: object) -> str:
    """Say in words what a view shows of a figure.

    Parameters
    ----------
    view : str
        The name of the view.
    seen : object
        What it returned.

    Examples
    --------
    >>> view_in_words("bar_order", ["R", "A"]), view_in_words("bar_heights", {"R": -1.5, "A": 0.25})
    ('R, A, from left to right', 'R -1.5, A 0.25')
    >>> view_in_words("line_order", ["0.9", "0.5"])
    '0.9, 0.5, in the order of the line'
    >>> view_in_words("zero_line", False), view_in_words("hollow_points", [])
    ('no line at zero that crosses all bars', 'none')
    >>> view_in_words("axis_texts", {"vertical label": True, "unit at the vertical axis": False})
    'no unit at the vertical axis'
    """
    if view in FALSE_AND_TRUE:
        words = FALSE_AND_TRUE[view]
        return words[1] if seen else words[0]
    if isinstance(seen, dict) and all(isinstance(part, bool) for part in seen.values()):
        missing = [f"no {what}" for what, is_there in seen.items() if not is_there]
        return ", ".join(missing) or "every label, and the unit"
    if isinstance(seen, dict):
        return heights_in_words(seen, ".4g") or "none"
    if isinstance(seen, list):
        return f"{', '.join(seen) or 'none'}{ORDERS.get(view, '') if seen else ''}"
    return str(seen)


def heights_in_words(heights: Mapping[str, float], form: str) -> str:
    """List what a chart shows by name; a height of NaN lies beyond the limits of the axes.

    Examples
    --------
    >>> heights_in_words({"visit": 1.5, "till": float("nan")}, ".2f")
    'visit 1.50, till out of sight'
    """
    return ", ".join(
        f"{name} {'out of sight' if math.isnan(height) else format(height, form)}"
        for name, height in heights.items()
    )
