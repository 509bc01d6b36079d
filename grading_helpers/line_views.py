"""Reading the line of a figure: which points it joins, and which of them are drawn hollow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import AxLine, Line2D

from grading_helpers.figures import NotAFigureError, as_figure, main_axes, tick_labels

NO_MARKER = {None, "", " ", "None", "none"}


def line_points(drawn: object) -> dict[str, float]:
    """Return the height of each point of the drawn line by what stands beneath it.

    Where the axis names things, that is the name; where it counts, the number. Of several
    lines the one with the most points is read; blank points have no height and are left out.

    Raises
    ------
    NotAFigureError
        If there is no line with at least two points.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> lines = axes.plot([0.5, 0.75], [10, 30])
    >>> line_points(figure)
    {'0.5': 10.0, '0.75': 30.0}
    >>> plt.close(figure)
    """
    axes = main_axes(as_figure(drawn))
    labels = tick_labels(axes)
    return {_name(labels, place): height for place, height in _points(_main_line(axes))}


def line_order(drawn: object) -> list[str]:
    """Return what stands beneath the points of the line, in the order in which it joins them."""
    return list(line_points(drawn))


def hollow_points(drawn: object) -> list[str]:
    """Return what stands beneath the points whose marker is not filled, from left to right.

    Where markers lie on one another, the topmost counts.

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
    axes = main_axes(as_figure(drawn))
    labels = tick_labels(axes)
    artists = [*axes.get_lines(), *axes.collections]
    topmost: dict[tuple[float, float], bool] = {}
    for artist in sorted(artists, key=lambda artist: artist.get_zorder()):
        if artist.get_visible():
            topmost |= dict(_markers(axes, artist))
    return [_name(labels, place) for (place, _), hollow in sorted(topmost.items()) if hollow]


def _main_line(axes: Axes) -> Line2D:
    """Return the line with the most points; lines across the whole axes are no data."""
    lines = [
        line
        for line in axes.get_lines()
        if line.get_visible()
        and not isinstance(line, AxLine)
        and all(line.get_transform().contains_branch_seperately(axes.transData))
        and line.get_linestyle() not in NO_MARKER
        and len(_points(line)) > 1
    ]
    if not lines:
        raise NotAFigureError("The figure shows no line that joins points.")
    return max(lines, key=lambda line: len(_points(line)))


def _points(line: Line2D) -> list[tuple[float, float]]:
    places = np.asarray(line.get_xdata(orig=False), float)
    heights = np.asarray(line.get_ydata(orig=False), float)
    return [
        (float(place), float(height))
        for place, height in zip(places, heights, strict=True)
        if not np.isnan(height)
    ]


def _markers(axes: Axes, artist: object) -> Iterator[tuple[tuple[float, float], bool]]:
    """Yield the points that an artist marks, and whether the mark is hollow."""
    background = axes.get_facecolor()
    if isinstance(artist, Line2D) and artist.get_marker() not in NO_MARKER:
        hollow = _is_hollow(artist.get_markerfacecolor(), background)
        points = np.asarray(_points(artist))
        every: Any = artist.get_markevery()
        for place, height in points if every is None else points[every]:
            yield (float(place), float(height)), hollow
    elif isinstance(artist, PathCollection):
        colours = artist.get_facecolor()
        for number, (place, height) in enumerate(np.ma.filled(artist.get_offsets(), np.nan)):
            if not np.isnan(height):
                colour = colours[number % len(colours)] if len(colours) else "none"
                yield (float(place), float(height)), _is_hollow(colour, background)


def _is_hollow(colour: object, background: object) -> bool:
    red, green, blue, alpha = to_rgba(colour)  # type: ignore[arg-type]
    return alpha == 0 or (red, green, blue) in {(1, 1, 1), to_rgba(background)[:3]}  # type: ignore[arg-type]


def _name(labels: dict[float, str], place: float) -> str:
    """Return the word beneath a point, or its place if the axis counts."""
    near = min(labels, key=lambda tick: abs(tick - place), default=None)
    word = labels[near].strip() if near is not None and abs(near - place) < 1e-6 else ""
    return word if any(letter.isalpha() for letter in word) else f"{place:g}"
