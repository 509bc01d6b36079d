"""The upright bars of a figure: where each stands, what is written beneath it, how far it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose, isnan

from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.patches import Rectangle

from grading_helpers.figures import NotAFigureError, tick_labels


@dataclass(frozen=True, order=True)
class Bar:
    """One bar, in data units; ``end`` is the end away from zero."""

    middle: float
    label: str
    end: float
    left: float
    right: float
    is_flat: bool = False


def bars_of(axes: Axes) -> list[Bar]:
    """Return the bars of the axes from left to right.

    A bar without height counts only where no other stands in its place, and once: whoever
    colours gains and losses in two calls draws two in each place, one of them empty.

    Raises
    ------
    NotAFigureError
        If the bars lie on their side.

    Examples
    --------
    >>> from matplotlib import pyplot as plt
    >>> figure, axes = plt.subplots()
    >>> losses = axes.bar(["R", "A"], [-1.5, 0])
    >>> gains = axes.bar(["R", "A"], [float("nan"), 0.25])
    >>> [(bar.label, bar.end) for bar in bars_of(axes)]
    [('R', -1.5), ('A', 0.25)]
    >>> plt.close(figure)
    """
    labels = tick_labels(axes)
    bars = [_read(bar, labels) for bar in _rectangles(axes)]
    high = [bar for bar in bars if not bar.is_flat]
    flat = [bar for bar in bars if bar.is_flat]
    alone = [bar for place, bar in enumerate(flat) if not _is_among(bar, high + flat[:place])]
    return sorted(high + alone)


def _rectangles(axes: Axes) -> Iterator[Rectangle]:
    containers = [one for one in axes.containers if isinstance(one, BarContainer)]
    if any(container.orientation == "horizontal" for container in containers):
        raise NotAFigureError("The bars lie on their side; upright bars are asked for.")
    for container in containers:
        yield from container


def _read(bar: Rectangle, labels: dict[float, str]) -> Bar:
    left, right = sorted((float(bar.get_x()), float(bar.get_x() + bar.get_width())))
    middle = (left + right) / 2
    foot, end = float(bar.get_y()), float(bar.get_y() + bar.get_height())
    # A loss may be drawn from its own end up to zero.
    far = foot if end == 0 else end
    is_flat = foot == end or isnan(end)
    return Bar(middle, _nearest(labels, middle), far, left, right, is_flat)


def _is_among(bar: Bar, bars: list[Bar]) -> bool:
    return any(isclose(other.middle, bar.middle, abs_tol=1e-9) for other in bars)


def _nearest(labels: dict[float, str], middle: float) -> str:
    """Return the label of the tick beneath a bar, or its place if no tick is near."""
    if labels:
        tick = min(labels, key=lambda place: abs(place - middle))
        if abs(tick - middle) < 0.45:
            return labels[tick].strip()
    return f"at {middle:g}"
