"""Whether a figure has a line at zero, however it was drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import AxLine, Line2D

from grading_helpers.drawn_bars import bars_of
from grading_helpers.figures import as_figure, main_axes


def zero_line(drawn: object) -> bool:
    """Say whether a level line at zero crosses all the bars and lies within the limits.

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
    axes = main_axes(as_figure(drawn))
    low, high = sorted(axes.get_ylim())
    return low <= 0 <= high and any(_spans(axes, line) for line in _level_lines(axes))


def _level_lines(axes: Axes) -> Iterator[tuple[float, float]]:
    """Yield the left and right end, in data units, of every visible line that lies at zero."""
    for line in axes.get_lines():
        if _is_drawn(line):
            yield from _level_line(axes, line)
    for collection in axes.collections:
        for segment in getattr(collection, "get_segments", list)():
            if len(segment) > 1 and np.allclose(segment[:, 1], 0):
                yield float(segment[:, 0].min()), float(segment[:, 0].max())
    if axes.spines["bottom"].get_position() in ("zero", ("data", 0)):
        yield axes.get_xlim()


def _is_drawn(line: Line2D) -> bool:
    """Say whether there is a line to see, and not only markers."""
    return line.get_visible() and line.get_linewidth() > 0 and line.get_linestyle() != "None"


def _level_line(axes: Axes, line: Line2D) -> Iterator[tuple[float, float]]:
    """Yield the ends of one line if it lies at zero."""
    left, right = axes.get_xlim()
    if isinstance(line, AxLine):
        if _lies_at_zero(line):
            yield left, right
        return
    heights = np.asarray(line.get_ydata(orig=False), float)
    if heights.size > 1 and np.allclose(heights, 0):
        ends = np.asarray(line.get_xdata(orig=False), float)
        if line.get_transform() == axes.get_yaxis_transform():
            ends = left + ends * (right - left)  # axhline counts in shares of the width
        yield float(ends.min()), float(ends.max())


def _lies_at_zero(line: AxLine) -> bool:
    """Say whether a line without ends, given by a slope or by two points, is level at zero."""
    start, other = line.get_xy1(), line.get_xy2()
    heights = [point[1] for point in (start, other) if point]
    return not any(heights) and (other is not None or line.get_slope() == 0)


def _spans(axes: Axes, ends: tuple[float, float]) -> bool:
    middles = [bar.middle for bar in bars_of(axes)]
    return bool(middles) and min(ends) <= min(middles) and max(middles) <= max(ends)
