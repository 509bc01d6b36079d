"""A SWOT board: what helps and harms, inside and outside, with its weight."""

from __future__ import annotations

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from grading_helpers.data import data_path
from grading_helpers.palette import PALETTE

# Each letter with its word, its colour, and whether it is inside and helpful.
FIELDS = {
    "S": ("Strengths", "blue", 1, 1),
    "W": ("Weaknesses", "orange", 1, 0),
    "O": ("Opportunities", "green", 0, 1),
    "T": ("Threats", "vermilion", 0, 0),
}
HEAVIEST = 5


def swot_board() -> Figure:
    """Draw the four fields of the company's SWOT workshop, the heaviest factor first."""
    drawn, grid = plt.subplots(2, 2, figsize=(9, 4.6))
    for axes, letter in zip(grid.flat, FIELDS, strict=True):
        word, colour, *_ = FIELDS[letter]
        _draw_field(axes, word, PALETTE[colour], factors_of(letter))
    return drawn


def factors_of(letter: str) -> pd.Series[int]:
    """Return the weights of the factors with this letter; unclear ones are left out."""
    factors = pd.read_csv(data_path("swot_factors.csv"), index_col="factor")
    *_, inside, helpful = FIELDS[letter]
    chosen = factors[(factors["inside"] == inside) & (factors["helpful"] == helpful)]
    return chosen["weight"].sort_values(ascending=False, kind="stable")


def _draw_field(axes: Axes, word: str, colour: str, weights: pd.Series[int]) -> None:
    axes.set_title(word, color="black")
    axes.barh(range(len(weights)), weights, height=0.34, color=colour)
    for place, (name, weight) in enumerate(weights.items()):
        axes.annotate(f"{name}: {weight}", (0, place), (2, 9), textcoords="offset points", size=10)
    axes.set(xlim=(0, HEAVIEST), ylim=(3.5, -0.8), xticks=[], yticks=[])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
