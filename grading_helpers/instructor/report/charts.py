"""The charts of the report, as SVG that takes its colours from the page, light or dark."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from grading_helpers.instructor.diagnostics import counted
from grading_helpers.instructor.report.lesson_report import ItemRow, MarkDistribution
from grading_helpers.instructor.report.statistics import Array, Estimate

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

# Placeholders for the colours that the style sheet of the page sets.
_INK, _SOFT, _ACCENT, _PAPER = "#010203", "#040506", "#070809", "#0a0b0c"
_OF_THE_PAGE = {
    _INK: "var(--ink)",
    _SOFT: "var(--rule)",
    _ACCENT: "var(--accent)",
    _PAPER: "var(--paper)",
}
_STYLE: dict[RcKeyType, str | float] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "report",
    "font.size": 10,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _SOFT,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "grid.color": _SOFT,
    "grid.linewidth": 0.6,
}
MOST_BARS = 20


def marks_figure(marks: MarkDistribution) -> str:
    """Draw a histogram of the marks."""
    edges = _edges(marks.most)
    counts, _ = np.histogram(marks.values, edges)
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(7.2, 2.8), layout="constrained")
        axes = figure.add_subplot()
        axes.bar(edges[:-1], counts, np.diff(edges), align="edge", color=_ACCENT, edgecolor=_PAPER)
        axes.axvline(marks.quartiles[1], color=_INK, linestyle="--", linewidth=1.2)
        axes.set(xlabel="points in the tests", ylabel="students", xlim=(edges[0], edges[-1]))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_locator(MaxNLocator(integer=True))
        axes.set_axisbelow(True)
        axes.grid(axis="y")
        return _svg(figure, "marks", marks_in_words(marks))


def _edges(most: float) -> Array:
    """Return the edges of bars that are a whole number of points wide and centred on one."""
    width = max(1, math.ceil(most / MOST_BARS))
    return np.arange(0, most + 2 * width, width) - width / 2


def marks_in_words(marks: MarkDistribution) -> str:
    """Describe the histogram of marks for screen readers."""
    low, middle, high = marks.quartiles
    full = sum(value >= marks.most for value in marks.values)
    return (
        f"Histogram of the marks of {counted(len(marks.values), 'student')}, "
        f"from {marks.values[0]:g} to {marks.values[-1]:g} of {marks.most:g} points. "
        f"Half of them have {middle:g} or fewer (the dashed line), and the middle half lies "
        f"between {low:g} and {high:g}. "
        f"With full marks: {full}."
    )


def tests_figure(rows: Sequence[ItemRow]) -> str:
    """Draw the difficulty and discrimination of every test, with intervals."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(7.2, 0.9 + 0.27 * len(rows)), layout="constrained")
        left, right = figure.subplots(1, 2, sharey=True)
        _dots(left, [row.estimates.difficulty for row in rows], "share of points gained")
        _dots(right, [row.estimates.discrimination for row in rows], "item-rest correlation")
        left.set(xlim=(-0.03, 1.03))
        right.set(xlim=(min(-0.25, right.get_xlim()[0]), 1.03))
        right.axvline(0, color=_INK, linewidth=1)
        left.set_yticks(range(len(rows)), [row.name for row in rows], fontsize=8.5)
        left.set_ylim(len(rows) - 0.5, -0.5)
        return _svg(figure, "tests", _tests_in_words(rows))


def _dots(axes: Axes, estimates: Sequence[Estimate], label: str) -> None:
    for place, one in enumerate(estimates):
        if one.low is not None and one.high is not None:
            axes.plot([one.low, one.high], [place, place], color=_ACCENT, linewidth=2)
        if one.value is not None:
            axes.plot(one.value, place, "o", color=_INK, markersize=5)
        else:
            axes.text(0.02, place, "undefined", va="center", fontsize=8.5, fontstyle="italic")
    axes.set_xlabel(label)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x")


def _tests_in_words(rows: Sequence[ItemRow]) -> str:
    hardest = min(rows, key=lambda row: row.estimates.difficulty.value or 0.0)
    return (
        f"Dots with lines for 95 % intervals: the share of points gained and the item-rest "
        f"correlation of {len(rows)} tests. The hardest is {hardest.name} with "
        f"{100 * (hardest.estimates.difficulty.value or 0):.0f} % of its points. "
        "The table below has all the numbers."
    )


def _svg(figure: Figure, name: str, description: str) -> str:
    """Return a figure as an element of the page, with unique ids and the colours of the page."""
    buffer = io.StringIO()
    # The page has the date already, and an address in the metadata would look like a request.
    figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    # Its style sheet would apply to the whole page.
    text = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", text, flags=re.S)
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = re.sub(r'(url\(|href=")#', rf"\g<1>#{name}-", text)
    text = re.sub(r"font-family: [^;\"]*", "font-family: inherit", text)
    for colour, of_the_page in _OF_THE_PAGE.items():
        text = text.replace(colour, of_the_page)
    opening = f'<svg role="img" aria-label="{escape(description)}" '
    return text.replace("<svg ", opening, 1)
