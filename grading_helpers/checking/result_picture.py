"""The picture of a learner's own result, which ``check`` draws once it matches."""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from grading_helpers.figures.display import STYLE, image_html
from grading_helpers.palette import PALETTE

INTRODUCTION = "Your result, drawn:"
NO_LABEL = "no label"
WIDTH, ROW_HEIGHT, LEAST_HEIGHT = 6.4, 0.34, 1.9
# From this share of the largest value on, white letters can be read on a cell of a heat map.
DARK = 0.55
# On these colours of the palette black letters can be read.
LIGHT = ("orange", "sky", "green", "purple", "yellow")
ROWS_OF_POINTS = 9


@dataclass(frozen=True)
class ResultPicture:
    """How a result on the company's data is drawn.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    title : str
        What it shows.
    axis : str, optional
        The label of the axis of values, with the unit; points have two axes, in ``names``.
    part : str, optional
        The key of the result to draw; by default the whole result.
    names : tuple of str, optional
        Names for the values of a list, for the parts of a stack, or of the two axes of points.
    """

    kind: str
    title: str
    axis: str = ""
    part: str = ""
    names: tuple[str, ...] = ()


def picture_of_result(result: object, picture: ResultPicture | None) -> str:
    """Return an HTML picture of a result; nothing if it cannot be drawn, or nobody would see it.

    Parameters
    ----------
    result : object
        What the function returned. It matches, but may have any form that ``check`` accepts.
    picture : ResultPicture, optional
        How to draw it.
    """
    if picture is None or os.environ.get("NBGRADER_EXECUTION"):
        return ""
    try:
        chart, words = draw_result(result, picture)
        drawn = image_html(chart, f"{picture.title}. {words}")
    except Exception:
        return ""
    return f'<div style="margin-top: 0.6em">{INTRODUCTION}</div>{drawn}'


def draw_result(result: object, picture: ResultPicture) -> tuple[Figure, str]:
    """Return a figure of a result, and in words what it shows.

    Examples
    --------
    >>> shops = ResultPicture("bars", "Happy customers", "share (%)")
    >>> draw_result({"Harbour": 65.14, "Riverside": float("nan")}, shops)[1]
    'Harbour 65.1, Riverside no value.'
    >>> letters = ResultPicture("counts", "Our letters", "factors")
    >>> draw_result({"vans": "W", "staff": "S", "stock": "W"}, letters)[1]
    'W 2, S 1.'
    """
    shown = dict(result)[picture.part] if picture.part else result  # type: ignore[call-overload]
    with plt.style.context(["default", STYLE]):
        chart = Figure()
        axes = chart.subplots()
        words = KINDS[picture.kind](axes, shown, picture)
        axes.set_title(picture.title)
    return chart, words


def _by_name(shown: object, picture: ResultPicture) -> dict[str, Any]:
    """Return what is drawn by name: a dictionary, pairs, or a list with the author's names."""
    if isinstance(shown, Mapping | pd.Series):
        return {str(name): value for name, value in dict(shown).items()}
    values: Sequence[Any] = list(shown)  # type: ignore[call-overload]
    if picture.names:
        return dict(zip(picture.names, values, strict=True))
    return {str(name): value for name, value in values}


def _resize(axes: Axes, rows: int) -> None:
    """Give each row of a picture the same height."""
    axes.figure.set_size_inches(WIDTH, max(LEAST_HEIGHT, 1.1 + ROW_HEIGHT * rows))  # type: ignore[union-attr]


def _lay_out(axes: Axes, rows: int, picture: ResultPicture) -> None:
    """Order the rows from top to bottom, and name the axis of values."""
    _resize(axes, rows)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.invert_yaxis()
    axes.set_xlabel(picture.axis)


def _bars(axes: Axes, shown: object, picture: ResultPicture) -> str:
    values = {name: _number(value) for name, value in _by_name(shown, picture).items()}
    drawn = axes.barh(list(values), np.nan_to_num(list(values.values())), color=PALETTE["blue"])
    labels = [_written(value) for value in values.values()]
    axes.bar_label(drawn, labels, padding=4)
    axes.margins(x=0.15)
    if min(np.nan_to_num(list(values.values()))) < 0:
        axes.axvline(0, color="black", linewidth=1)
    _lay_out(axes, len(values), picture)
    return _listed(dict(zip(values, labels, strict=True)))


def _counts(axes: Axes, shown: object, picture: ResultPicture) -> str:
    labels = _by_name(shown, picture).values()
    counted = Counter(NO_LABEL if pd.isna(label) else str(label) for label in labels)
    order = [*picture.names, *(name for name, _ in counted.most_common())]
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return _bars(axes, {name: counted[name] for name in dict.fromkeys(order)}, picture)


def _stacks(axes: Axes, shown: object, picture: ResultPicture) -> str:
    values = {name: [*map(_number, parts)] for name, parts in _by_name(shown, picture).items()}
    start = np.zeros(len(values))
    for place, (part, colour) in enumerate(zip(picture.names, cycle(LIGHT), strict=False)):
        widths = np.nan_to_num([parts[place] for parts in values.values()])
        look = {"color": PALETTE[colour], "edgecolor": "white"}
        drawn = axes.barh(list(values), widths, left=start, label=part, **look)  # type: ignore[arg-type]
        axes.bar_label(drawn, [f"{width:.0f}" for width in widths], label_type="center")
        start += widths
    _lay_out(axes, len(values) + 2, picture)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.25), ncols=len(picture.names))
    return " ".join(
        _listed(dict(zip(picture.names, map(_written, parts), strict=True)), f"{name}: ")
        for name, parts in values.items()
    )


def _ranges(axes: Axes, shown: object, picture: ResultPicture) -> str:
    values = {name: [*map(_number, parts)] for name, parts in _by_name(shown, picture).items()}
    for name, (middle, low, high) in values.items():
        axes.plot([low, high], [name, name], color=PALETTE["blue"], linewidth=2)
        axes.plot([middle], [name], "o", color=PALETTE["blue"], markersize=8)
    axes.margins(y=0.3)
    _lay_out(axes, len(values), picture)
    return " ".join(
        f"{name} {_written(middle)}, from {_written(low)} to {_written(high)}."
        for name, (middle, low, high) in values.items()
    )


def _points(axes: Axes, shown: object, picture: ResultPicture) -> str:
    values = {name: [*map(_number, pair)] for name, pair in _by_name(shown, picture).items()}
    for name, (across, up) in values.items():
        axes.plot([across], [up], "o", color=PALETTE["blue"])
        axes.annotate(
            name, (across, up), (6, 0), textcoords="offset points", va="center", fontsize=9
        )
    _resize(axes, ROWS_OF_POINTS)
    axes.margins(x=0.3, y=0.12)
    axes.set(xlabel=picture.names[0], ylabel=picture.names[1])
    return " ".join(f"{name} {_written(x)} and {_written(y)}." for name, (x, y) in values.items())


def _heat(axes: Axes, shown: object, picture: ResultPicture) -> str:
    rows = {name: dict(row) for name, row in _by_name(shown, picture).items()}
    columns = sorted({column for row in rows.values() for column in row})
    cells = np.array([[_number(row.get(one)) for one in columns] for row in rows.values()])
    axes.imshow(cells, cmap="Blues", aspect="auto", vmin=0)
    axes.grid(visible=False)
    for (row, column), value in np.ndenumerate(cells):
        if not np.isnan(value):
            colour = "white" if value > DARK * np.nanmax(cells) else "black"
            axes.text(column, row, f"{value:.0f}", ha="center", va="center", color=colour)
    axes.set_xticks(range(len(columns)), list(map(str, columns)))
    axes.set_yticks(range(len(rows)), list(rows))
    _resize(axes, len(rows))
    axes.set_xlabel(picture.axis)
    return " ".join(
        _listed({str(one): _written(_number(value)) for one, value in row.items()}, f"{name}: ")
        for name, row in rows.items()
    )


# Every way of drawing: the values by name, how often each label occurs, the parts of a whole,
# values with an interval, pairs of values, and a table of values.
KINDS: dict[str, Callable[[Axes, object, ResultPicture], str]] = {
    "bars": _bars,
    "counts": _counts,
    "stacks": _stacks,
    "ranges": _ranges,
    "points": _points,
    "heat": _heat,
}


def _number(value: object) -> float:
    return math.nan if value is None else float(value)  # type: ignore[arg-type]


def _written(value: float) -> str:
    """Return a number as a person writes it on a chart.

    Examples
    --------
    >>> _written(1078.0), _written(-0.26059), _written(65.139), _written(float("nan"))
    ('1,078', '-0.26', '65.1', 'no value')
    """
    if np.isnan(value):
        return "no value"
    if value == round(value):
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"


def _listed(values: Mapping[str, str], before: str = "") -> str:
    return f"{before}{', '.join(f'{name} {value}' for name, value in values.items())}."
