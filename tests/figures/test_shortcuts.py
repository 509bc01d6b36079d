"""A figure that is recorded with the shortcuts is the same drawing as without them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

import pytest
from matplotlib.figure import Figure

from grading_helpers.figures import recorder
from grading_helpers.figures.recorder import record_drawing


def bars() -> Figure:
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    axes.bar(["R", "A", "T"], [-1.5, 0.25, 3])
    axes.tick_params(axis="x", labelrotation=40, labelcolor="red", width=3)
    axes.set(xlabel="dimension", ylabel="gap (points)", title="Gaps")
    return figure


def logarithmic_axis_with_minor_ticks() -> Figure:
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    axes.plot([0.5, 0.7, 0.9], [2, 90, 4_000])
    axes.set_yscale("log")
    axes.minorticks_on()
    axes.grid(which="minor", axis="y")
    axes.set_xticks([0.5, 0.7, 0.9], ["half", "more", "nearly all"])
    return figure


def numbers_on_both_sides() -> Figure:
    figure = Figure(layout="constrained")
    left, below = figure.subplots(2, sharex=True)
    left.plot([1, 2, 3], [1e6, 2e6, 3e6])
    right = left.twinx()
    right.plot([1, 2, 3], [3, 1, 2])
    right.spines["right"].set_position(("axes", 1.1))
    below.plot([1, 2, 3], [-1, 1, 0])
    below.spines["bottom"].set_position(("data", 0))
    figure.align_ylabels()
    return figure


@pytest.mark.parametrize("draw", [bars, logarithmic_axis_with_minor_ticks, numbers_on_both_sides])
def test_shortcuts_change_nothing_in_a_drawing(
    draw: Callable[[], Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = record_drawing(draw()).to_data()
    monkeypatch.setattr(recorder, "shortcuts", lambda *_: nullcontext())
    assert short == record_drawing(draw()).to_data()
