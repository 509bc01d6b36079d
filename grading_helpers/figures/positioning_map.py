"""A positioning map: where customers see a company and its rival on two things they value."""

from __future__ import annotations

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from grading_helpers.data import data_path
from grading_helpers.palette import PALETTE

ACROSS, UP = "delivery", "advice in the shop"
# Each column of the ratings with its name and look; the shapes differ as well as the colours.
COMPANIES = {"us": ("we", "blue", "o"), "rival": ("Lark & Sons", "vermilion", "s")}
LOWEST, MIDDLE, HIGHEST = 4, 7, 10


def positioning_map() -> Figure:
    """Draw both companies by their ratings for delivery and for advice."""
    places = ratings_by_company()
    drawn, axes = plt.subplots(figsize=(6.4, 4.6))
    for column, (name, colour, marker) in COMPANIES.items():
        across, up = places[column]
        axes.plot(across, up, marker, color=PALETTE[colour], markersize=12)
        axes.annotate(name, (across, up), (12, 0), textcoords="offset points", va="center")
    axes.text(9.8, 9.6, "good at both: nobody yet", ha="right", color="#555555", style="italic")
    axes.axhline(MIDDLE, color=PALETTE["grey"], linewidth=1, linestyle=":")
    axes.axvline(MIDDLE, color=PALETTE["grey"], linewidth=1, linestyle=":")
    axes.set(
        xlim=(LOWEST, HIGHEST),
        ylim=(LOWEST, HIGHEST),
        xlabel=f"{ACROSS} (mean rating, 1–10)",
        ylabel=f"{UP} (mean rating, 1–10)",
        title="Where customers see us",
    )
    axes.grid(visible=False)
    return drawn


def ratings_by_company() -> dict[str, tuple[float, float]]:
    """Return the horizontal and the vertical rating of each company."""
    ratings = pd.read_csv(data_path("value_ratings.csv"), index_col="attr")
    return {
        name: (float(ratings.at[ACROSS, name]), float(ratings.at[UP, name])) for name in COMPANIES
    }
