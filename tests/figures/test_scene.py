"""Texts over one another cannot be read, and painting in one go gives the same pixels."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from grading_helpers.figures.lines import LineChart
from grading_helpers.figures.recorder import record_drawing
from grading_helpers.figures.replay import paint, paint_with_and_without
from grading_helpers.figures.scene import CROWD, Scene


def scene_with_texts(
    places: list[tuple[float, float]], angle: float = 0, name: str = "name"
) -> Scene:
    figure = Figure(figsize=(6, 4))
    axes = figure.add_subplot()
    axes.set_axis_off()
    for number, (across, up) in enumerate(places):
        axes.text(across, up, f"{name} {number}", rotation=angle, fontsize=7)
    return Scene(record_drawing(figure))


@pytest.mark.parametrize("angle", [0, 90])
def test_texts_that_lie_over_one_another_cannot_be_read(angle: float) -> None:
    heap = [(0.3 + 0.001 * place, 0.5 + 0.001 * place) for place in range(CROWD + 1)]
    seen = scene_with_texts([*heap, (0.8, 0.1)], angle).seen_texts
    assert [text.shown for text in seen] == [f"name {CROWD + 1}"]


def test_texts_beside_one_another_can_be_read() -> None:
    column = [(0.3, 0.1 + 0.07 * place) for place in range(CROWD + 3)]
    assert len(scene_with_texts(column).seen_texts) == CROWD + 3


def test_slanting_labels_whose_boxes_overlap_can_be_read() -> None:
    row = [(0.1 + 0.035 * place, 0.3) for place in range(CROWD + 8)]
    slanting = scene_with_texts(row, 45, "a department store with a long name")
    assert len(slanting.seen_texts) == CROWD + 8


@pytest.mark.parametrize("first", [0, 3, 9])
def test_what_lies_behind_is_painted_once_and_looks_the_same(first: int) -> None:
    figure = Figure(figsize=(3, 2))
    axes = figure.add_subplot(xlabel="store", ylabel="gap (points)")
    axes.bar(list("ABC"), [1.0, 2.0, -1.0], alpha=0.5)
    axes.plot([0.5, 0.1, 0.7], "o-")
    scene = Scene(record_drawing(figure))
    numbers, window = range(len(scene.drawing.marks)), scene.canvas
    some = {first, first + 2}
    both = paint_with_and_without(scene.drawing, numbers, some, window, 0.8)
    alone = [
        paint(scene.drawing, which, window, 0.8)
        for which in (numbers, [one for one in numbers if one not in some])
    ]
    assert [one.tolist() for one in both] == [one.tolist() for one in alone]
    assert (both[0] != both[1]).any()


def test_a_line_of_thousands_of_points_is_read() -> None:
    figure = Figure()
    figure.add_subplot().plot(np.sin(np.arange(5_000) / 50))
    assert len(Scene(record_drawing(figure)).once(LineChart).values()) == 5_000
