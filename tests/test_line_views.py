"""Reading a line: which points it joins and which are hollow, however it was drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import Normal, SimpleLineShadow

from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.views import (
    axis_texts_euro,
    axis_texts_percent,
    hollow_points,
    line_order,
    line_points,
    zero_in_view,
)

NAMES = ["advert", "website", "helpline"]
MOODS = [1.0, -0.5, -2.0]


@pytest.fixture
def axes() -> Iterator[Axes]:
    yield plt.subplots()[1]
    plt.close("all")


def named(axes: Axes) -> None:
    axes.plot(NAMES, MOODS, marker="o")


def numbered_with_names(axes: Axes) -> None:
    axes.plot(range(3), MOODS, "o-")
    axes.set_xticks(range(3), NAMES, rotation=45)


def pandas_series(axes: Axes) -> None:
    pd.Series(MOODS, index=NAMES).plot(ax=axes)
    axes.set_xticks(range(3), NAMES)


def with_reference_lines(axes: Axes) -> None:
    axes.axhline(0, color="black")
    axes.axvline(2, linestyle="--")
    axes.axline((0, 0), slope=0)
    axes.plot(NAMES, MOODS)


@pytest.mark.parametrize("draw", [named, numbered_with_names, pandas_series, with_reference_lines])
def test_a_line_is_read_however_it_was_drawn(axes: Axes, draw: Callable[[Axes], None]) -> None:
    draw(axes)
    assert line_points(axes) == pytest.approx(dict(zip(NAMES, MOODS, strict=True)))


def test_the_order_of_points_is_the_order_in_which_the_line_joins_them(axes: Axes) -> None:
    axes.plot([2, 0, 1], MOODS)
    axes.set_xticks([0, 1, 2], NAMES)
    assert line_order(axes) == ["helpline", "advert", "website"]


def test_labels_on_a_numeric_axis_are_numbers_whatever_the_ticks(axes: Axes) -> None:
    axes.plot([0.0, 0.55, 0.9], [0, 120, 400])
    axes.xaxis.set_major_formatter("{x:.0%}")
    assert line_points(axes) == pytest.approx({"0": 0, "0.55": 120, "0.9": 400})


def test_blank_points_are_left_out_and_the_longest_line_counts(axes: Axes) -> None:
    axes.plot([0.2, 1.8], [9, 9])
    axes.plot([0, 1, 2], [3, np.nan, 1])
    axes.plot([0, 1, 2], [1, 2, 3])
    assert line_points(axes) == pytest.approx({"0": 1, "1": 2, "2": 3})


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.plot(NAMES, MOODS, "o"),
        lambda axes: axes.bar(NAMES, MOODS),
        lambda axes: axes.axhline(0),
        lambda axes: axes.plot(NAMES, MOODS)[0].set_visible(False),
        lambda axes: axes.stem(NAMES, MOODS),
        lambda axes: axes.vlines(NAMES, 0, MOODS),
        lambda axes: axes.errorbar(NAMES, MOODS, yerr=0.5, fmt="o", capsize=3),
    ],
    ids=[
        *("points only", "bars", "a line at zero", "an invisible line"),
        *("stems", "upright lines", "bars of errors"),
    ],
)
def test_a_figure_without_a_line_is_refused(axes: Axes, draw: Callable[[Axes], object]) -> None:
    draw(axes)
    with pytest.raises(NotAFigureError, match="no line"):
        line_points(axes)


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.plot(NAMES, [2, 0.5, -1], "--"),
        lambda axes: axes.plot([NAMES[0], NAMES[2]], [0.5, 0.5]),
        lambda axes: axes.step(NAMES, [2, 0.5, -1]),
        lambda axes: axes.plot(NAMES[:2], [MOODS[0], 0.5]),
        lambda axes: axes.plot([NAMES[0], NAMES[2]], [MOODS[0], 0.5]),
    ],
    ids=[
        *("another line", "a level line", "a line in steps"),
        *("a line to the next place", "a line to the last place"),
    ],
)
def test_a_second_line_is_refused(axes: Axes, draw: Callable[[Axes], object]) -> None:
    named(axes)
    draw(axes)
    with pytest.raises(NotAFigureError, match="two lines"):
        line_points(axes)


def test_a_line_from_the_first_point_to_the_last_is_a_second_one(axes: Axes) -> None:
    axes.plot(NAMES, [1, -2, 0], "o-")
    axes.plot([NAMES[0], NAMES[2]], [1, 0])
    with pytest.raises(NotAFigureError, match="two lines"):
        line_points(axes)


def test_what_is_no_second_line_is_allowed(axes: Axes) -> None:
    axes.errorbar(NAMES, MOODS, yerr=0.3, capsize=3)
    axes.plot([NAMES[0], NAMES[2]], [0, 0], color="grey")
    axes.axhline(0.5)
    axes.plot(NAMES[1:], MOODS[1:], color="red", linewidth=3)
    axes.plot(["advert", "website"], MOODS[:2], "o--", mfc="white")
    axes.plot(NAMES, [value + 0.3 for value in MOODS], "v")
    axes.annotate("low", ("helpline", -2), ("website", 0.5), arrowprops={"arrowstyle": "->"})
    assert list(line_points(axes)) == NAMES


@pytest.mark.parametrize(
    "overlay",
    [
        lambda axes: axes.plot(["website"], [-0.5], "o", mfc="white"),
        lambda axes: axes.scatter(["website"], [-0.5], c="w", edgecolors="b", zorder=3),
        lambda axes: axes.plot(NAMES, MOODS, "o", mfc="w", markevery=[1]),
    ],
)
def test_a_hollow_marker_over_a_filled_one_counts_as_hollow(
    axes: Axes, overlay: Callable[[Axes], object]
) -> None:
    named(axes)
    assert hollow_points(axes) == []
    overlay(axes)
    assert hollow_points(axes) == ["website"]


@pytest.mark.parametrize(
    "overlay",
    [
        lambda axes: axes.plot(["website"], [-0.5], "o", mfc="none"),
        lambda axes: axes.scatter(["website"], [-0.5], facecolors="none", edgecolors="b", zorder=3),
    ],
)
def test_a_ring_around_a_filled_marker_leaves_it_filled(
    axes: Axes, overlay: Callable[[Axes], object]
) -> None:
    named(axes)
    overlay(axes)
    assert hollow_points(axes) == []


def test_a_filled_marker_over_a_hollow_one_counts_as_filled(axes: Axes) -> None:
    axes.plot(NAMES, MOODS, marker="o", mfc="white")
    axes.plot(NAMES[:2], MOODS[:2], "o")
    assert hollow_points(axes) == ["helpline"]


@pytest.mark.parametrize(
    ("label", "percent", "euro"),
    [
        ("customers (%)", True, False),
        ("share in per cent", True, False),
        ("value in EUR", False, True),
        ("value (€)", False, True),
        ("neuropathy", False, False),
        ("share of customers", False, False),
    ],
)
def test_units_are_read_from_the_vertical_label(
    axes: Axes, label: str, percent: bool, euro: bool
) -> None:
    axes.set(xlabel="need", ylabel=label)
    assert axis_texts_percent(axes)["unit at the vertical axis"] == percent
    assert axis_texts_euro(axes)["unit at the vertical axis"] == euro


def test_an_axis_that_cuts_off_bars_at_their_base_is_noticed(axes: Axes) -> None:
    axes.bar(NAMES, [41, 43, 45])
    assert zero_in_view(axes)
    axes.set_ylim(40, 46)
    assert not zero_in_view(axes)


def test_a_marker_that_is_not_visible_does_not_count(axes: Axes) -> None:
    named(axes)
    axes.plot(["website"], [-0.5], "o", mfc="white")[0].set_visible(False)
    assert hollow_points(axes) == []


def test_a_level_line_under_a_guide_is_a_line() -> None:
    axes = Figure(figsize=(6, 4)).add_subplot()
    axes.plot(["advert", "bill"], [0, 0], "o-")
    axes.axhline(0, color="grey", linewidth=1.5)
    assert line_points(axes) == {"advert": 0.0, "bill": 0.0}


def test_a_line_in_a_legend_is_not_the_line(axes: Axes) -> None:
    axes.plot([0.5, 0.75], [10, 30], marker="s", label="value")
    axes.legend()
    assert line_order(axes) == ["0.5", "0.75"]


def test_a_slanting_line_elsewhere_is_another_line(axes: Axes) -> None:
    axes.plot([0.5, 0.6, 0.75], [10, 20, 30])
    axes.plot([0.1, 0.2], [10, 30])
    with pytest.raises(NotAFigureError, match="two lines"):
        line_points(axes)


def test_a_shadow_and_a_level_line_are_no_other_lines(axes: Axes) -> None:
    axes.plot([0.5, 0.6, 0.75], [10, 20, 30], path_effects=[SimpleLineShadow(), Normal()])
    axes.plot([0.1, 0.2], [15, 15])
    assert line_order(axes) == ["0.5", "0.6", "0.75"]


def test_a_slanting_line_through_the_whole_axes_is_another_line(axes: Axes) -> None:
    axes.plot([0.5, 0.6, 0.75], [10, 20, 30])
    axes.axline((0.5, 30), (0.75, 10))
    with pytest.raises(NotAFigureError, match="two lines"):
        line_points(axes)


def test_a_straight_line_from_edge_to_edge_is_the_line(axes: Axes) -> None:
    axes.plot([0.5, 0.75], [10, 30])
    axes.margins(x=0)
    assert line_points(axes) == pytest.approx({"0.5": 10, "0.75": 30}, abs=0.1)


@pytest.mark.parametrize(("low", "seen"), [(0, math.nan), (-3, -1.5)])
def test_a_point_that_the_limits_of_the_axes_hide_has_no_height(
    axes: Axes, low: float, seen: float
) -> None:
    axes.plot(["visit", "till", "bill"], [1.0, -1.5, 2.0], "o-")
    axes.set_ylim(low, 3)
    shown = {"visit": 1.0, "till": seen, "bill": 2.0}
    assert line_points(axes) == pytest.approx(shown, nan_ok=True)


def test_a_point_beyond_the_axes_counts_if_nothing_clips_it(axes: Axes) -> None:
    axes.plot(["visit", "till", "bill"], [1.0, -0.2, 2.0], "o-", clip_on=False)
    axes.set_ylim(0, 3)
    assert line_points(axes)["till"] == pytest.approx(-0.2)
