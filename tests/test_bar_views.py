"""Reading bars: their positions and heights, however they were drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from grading_helpers.figures.views import bar_heights, bar_order

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
