"""Reading a figure by its artists: bars, labels, lines. Graders look at these, not at pixels.

Bars and texts are read here; a line at zero in ``level_lines``, the points of a drawn line in
``line_views``.
"""

from __future__ import annotations

import re
from typing import Any

from grading_helpers.drawn_bars import bars_of
from grading_helpers.figures import as_figure, main_axes
from grading_helpers.level_lines import zero_line
from grading_helpers.line_views import hollow_points, line_order, line_points

# Percentage points are another unit, and a log scale is none.
SCALE_POINTS = re.compile(
    r"[(\[](?![^)\]]*(%|per ?cent|\blog))[^)\]]*(point|scale)[^)\]]*[)\]]", re.IGNORECASE
)
PER_CENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
HAIR = 1e-9
EURO = re.compile(r"€|\bEUR\b|\beuros?\b", re.IGNORECASE)


def bar_heights(drawn: object) -> dict[str, float]:
    """Return the height of each upright bar by the tick label beneath it.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> bars = axes.bar(["R", "A"], [-1.5, 0.25])
    >>> bar_heights(figure)
    {'R': -1.5, 'A': 0.25}
    >>> plt.close(figure)
    """
    return {bar.label: bar.end for bar in bars_of(main_axes(as_figure(drawn)))}


def bar_order(drawn: object) -> list[str]:
    """Return the labels of the bars from left to right."""
    return [bar.label for bar in bars_of(main_axes(as_figure(drawn)))]


def axis_texts(drawn: object) -> dict[str, bool]:
    """Say which texts a reader needs are there: both axis labels and a unit in brackets.

    The unit, points of the scale, stands in round or square brackets at the vertical axis:
    ``gap (scale points)``. Labels of the whole figure serve as well as those of the axes.

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


def axis_texts_percent(drawn: object) -> dict[str, bool]:
    """Say whether both axis labels are there, and ``%`` or ``per cent`` at the vertical axis."""
    return _axis_texts(drawn, PER_CENT)


def axis_texts_euro(drawn: object) -> dict[str, bool]:
    """Say whether both axis labels are there, and ``EUR``, ``€`` or ``euro`` at the vertical axis.

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
    figure = as_figure(drawn)
    axes = main_axes(figure)
    horizontal = axes.get_xlabel().strip() or figure.get_supxlabel().strip()
    vertical = axes.get_ylabel().strip() or figure.get_supylabel().strip()
    return {
        "horizontal label": bool(horizontal),
        "vertical label": bool(vertical),
        "unit at the vertical axis": bool(unit.search(vertical)),
    }


def bars_in_view(drawn: object) -> bool:
    """Say whether every bar lies whole within the axes, and the axes run the usual way.

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
    axes = main_axes(as_figure(drawn))
    low, high = axes.get_ylim()
    left, right = axes.get_xlim()
    return low < high and all(
        low <= bar.end <= high and left <= bar.left + HAIR and bar.right - HAIR <= right
        for bar in bars_of(axes)
    )


def zero_in_view(drawn: object) -> bool:
    """Say whether the vertical axis shows zero, so that no bar is cut off at its foot.

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
    low, high = sorted(main_axes(as_figure(drawn)).get_ylim())
    return bool(low <= 0 <= high)


VIEWS: dict[str, Any] = {
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
