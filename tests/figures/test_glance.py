"""What is seen at a glance is also seen in the pixels; where it is not plain, only they decide."""

from __future__ import annotations

import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from grading_helpers.figures.chart import MOST_DOUBT
from grading_helpers.figures.drawing import Shape
from grading_helpers.figures.glance import stands_out
from grading_helpers.figures.recorder import record_drawing
from grading_helpers.figures.scene import Scene

PLAIN = {
    "plain": "#0072b2",
    "crossed by a thin line": "#0072b3",
    "over the grid": "#0072b4",
    "under a text": "#0072b9",
    "on another bar": "#0072bc",
}
IN_DOUBT = {
    "covered": "#0072b5",
    "like the paper": "#fefdfc",
    "nearly transparent": "#0072b6",
    "hatched": "#0072b7",
    "with an edge": "#0072b8",
    "crossed by a broad line": "#0072ba",
    "clipped": "#0072bb",
}


@pytest.fixture(scope="module")
def scene() -> Scene:
    """One chart with a bar for each case."""
    with plt.style.context("default"):
        figure = Figure(figsize=(12, 4))
        axes = figure.add_subplot()
    colours = PLAIN | IN_DOUBT
    place = {name: number for number, name in enumerate(colours)}
    axes.bar([place["on another bar"]], [1.5], color="gold")
    bars = axes.bar(list(place.values()), [1.0] * len(place), color=list(colours.values()))
    bar = dict(zip(place, bars, strict=True))
    axes.hlines(0.5, place["over the grid"] - 0.5, place["over the grid"] + 0.5, zorder=0.5)
    axes.plot([place["crossed by a thin line"]] * 2, [0, 1], color="black", linewidth=1)
    axes.plot([place["crossed by a broad line"]] * 2, [0, 1], color="black", linewidth=20)
    axes.bar([place["covered"]], [1.2], color="white", zorder=5)
    axes.text(place["under a text"] - 0.3, 0.5, "text")
    bar["nearly transparent"].set_alpha(0.05)
    bar["hatched"].set_hatch("x")
    bar["with an edge"].set_edgecolor("white")
    bar["clipped"].set_clip_path(bar["plain"].get_path(), bar["plain"].get_transform())
    return Scene(record_drawing(figure))


def numbered(scene: Scene, colour: str) -> int:
    """Return the number of the mark of a colour."""
    return next(
        number
        for number, shape in scene.shapes
        if shape.pen.face and max(map(abs, _off(shape.pen.face, colour))) < 1e-6
    )


def _off(face: tuple[float, ...], colour: str) -> list[float]:
    return [one - other for one, other in zip(face[:3], to_rgb(colour), strict=True)]


@pytest.mark.parametrize("name", PLAIN)
def test_a_bar_in_plain_sight_is_seen_at_a_glance_and_in_the_pixels(
    scene: Scene, name: str
) -> None:
    number = numbered(scene, PLAIN[name])
    shape = scene.drawing.marks[number]
    assert isinstance(shape, Shape)
    box = shape.outline.rectangle
    assert box
    assert stands_out(scene, number, box, MOST_DOUBT)
    assert scene.visible([number], box).mean() >= 1 - MOST_DOUBT


@pytest.mark.parametrize("name", IN_DOUBT)
def test_a_bar_in_doubt_is_left_to_the_pixels(scene: Scene, name: str) -> None:
    number = numbered(scene, IN_DOUBT[name])
    shape = scene.drawing.marks[number]
    assert isinstance(shape, Shape)
    assert shape.outline.rectangle
    assert not stands_out(scene, number, shape.outline.rectangle, MOST_DOUBT)
