"""Reading bars: their positions and heights, however they were drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from grading_helpers.figures.display import NotAFigureError
from grading_helpers.figures.views import axis_texts, bar_heights, bar_order

NAMES = ["rent", "tips", "gifts", "taxes"]
GAINS = [0, 1.5, 0, 0]
LOSSES = [-2.5, 0, 0, -1]
NET = {"rent": -2.5, "tips": 1.5, "gifts": 0, "taxes": -1}


@pytest.fixture
def axes() -> Iterator[Axes]:
    yield plt.subplots()[1]
    plt.close("all")


def test_gains_and_losses_drawn_in_two_calls_are_one_bar_each(axes: Axes) -> None:
    axes.bar(NAMES, GAINS)
    axes.bar(NAMES, LOSSES)
    assert bar_heights(axes) == pytest.approx(NET)
    assert bar_order(axes) == NAMES


def test_gains_and_losses_stacked_by_pandas_are_one_bar_each(axes: Axes) -> None:
    pd.DataFrame({"gains": GAINS, "losses": LOSSES}, index=NAMES).plot.bar(stacked=True, ax=axes)
    assert bar_heights(axes) == pytest.approx(NET)
    assert bar_order(axes) == NAMES


def test_two_bars_with_a_height_at_one_position_stay_two(axes: Axes) -> None:
    axes.bar(NAMES, [1, 2, 3, 4])
    axes.bar(NAMES, [-1, 0, 0, 0])
    assert bar_order(axes) == ["rent", *NAMES]


def test_a_bar_as_high_as_the_axes_is_a_bar_and_no_background() -> None:
    axes = Figure().add_subplot()
    axes.bar(["speed", "price"], [62.0, 100.0])
    axes.set_ylim(0, 100)
    assert {name: round(height) for name, height in bar_heights(axes).items()} == {
        "speed": 62,
        "price": 100,
    }
    axes.axvspan(-0.5, 0.5, color="0.9", zorder=0)
    assert [*bar_heights(axes)] == ["speed", "price"]


def test_the_only_bar_can_be_read_from_the_number_on_it(axes: Axes) -> None:
    axes.bar_label(axes.bar(["price"], [2.1]))
    axes.set_yticks([])
    assert bar_heights(axes) == pytest.approx({"price": 2.1})
    assert axis_texts(axes)["numbers along the vertical axis"]


def test_bars_of_which_one_has_a_number_cannot_be_read(axes: Axes) -> None:
    axes.bar_label(axes.bar(["price", "speed"], [2.1, 3.0]), ["2.1", ""])
    axes.set_yticks([])
    with pytest.raises(NotAFigureError, match="fewer than two numbers"):
        bar_heights(axes)


def test_bars_that_overlap_cannot_be_read(axes: Axes) -> None:
    axes.bar(["price", "speed"], [2, 3], width=1.6)
    with pytest.raises(NotAFigureError, match="overlap"):
        bar_heights(axes)


def test_a_label_that_stands_at_both_axes_is_that_of_the_vertical_one(axes: Axes) -> None:
    axes.bar(["price"], [2])
    axes.set(xlabel="Gap (scale points)", ylabel="gap (scale points)")
    texts = axis_texts(axes)
    assert texts["vertical label"]
    assert not texts["horizontal label"]


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize(
    "label", ["\u202e(stniop elacs) pag", r"$\phantom{gap\ (scale\ points)}$", "\u3164\u3164"]
)
def test_a_label_that_nobody_can_read_is_none(axes: Axes, label: str) -> None:
    axes.bar(["price"], [2])
    axes.set_ylabel(label)
    texts = axis_texts(axes)
    assert not texts["vertical label"]
    assert not texts["unit at the vertical axis"]
