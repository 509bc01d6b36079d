"""A journey map: how many people get to each stage, and how they feel on the way."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from grading_helpers.data import data_path
from grading_helpers.palette import PALETTE

# The stages in order, with their touchpoints in order of the route.
ROUTE = {
    "awareness": ("advert",),
    "consideration": ("website", "video advice"),
    "purchase": ("checkout",),
    "use": ("delivery", "helpline", "returns"),
    "loyalty": ("reorder",),
}
# A mean that rests on fewer answers is drawn hollow and is no pain point.
ENOUGH = 2


def journey_map() -> Figure:
    """Draw the journey of those who want speed, above the funnel of all customers."""
    drawn, (feelings, people) = plt.subplots(
        2, 1, sharex=True, figsize=(9, 5.6), height_ratios=(3, 2)
    )
    _draw_feelings(feelings, means_by_touchpoint())
    _draw_people(people, reached_by_stage())
    for axes in (feelings, people):
        for place in range(1, len(ROUTE)):
            axes.axvline(place - 0.5, color=PALETTE["grey"], linewidth=0.8, linestyle=":")
        axes.set_xlim(-0.5, len(ROUTE) - 0.5)
    people.set_xticks(range(len(ROUTE)), list(ROUTE))
    return drawn


def reached_by_stage() -> list[int]:
    """Return how many customers in the log reached each stage or a later one."""
    log = pd.read_csv(data_path("touchpoints.csv"))
    furthest: dict[str, int] = {}
    for customer, stage in zip(log["customer_id"], log["stage"], strict=True):
        furthest[customer] = max(list(ROUTE).index(stage), furthest.get(customer, 0))
    return [sum(got >= place for got in furthest.values()) for place in range(len(ROUTE))]


def means_by_touchpoint() -> pd.DataFrame:
    """Return the mean emotion and the number of answers of each touchpoint, in order."""
    answers = pd.read_csv(data_path("emotions.csv"))
    found = answers.groupby("touchpoint")["emotion"].agg(["mean", "count"])
    return found.loc[[touchpoint for stage in ROUTE.values() for touchpoint in stage]]


def places() -> list[float]:
    """Return where each touchpoint goes: spread evenly within the column of its stage.

    Examples
    --------
    >>> places()[:3]
    [0.0, 0.75, 1.25]
    """
    return [
        column - 0.5 + (place + 0.5) / len(stage)
        for column, stage in enumerate(ROUTE.values())
        for place in range(len(stage))
    ]


def _draw_feelings(axes: Axes, means: pd.DataFrame) -> None:
    """Draw the emotion curve; a name goes below its point where the curve dips.

    Where the curve passes below a point on one side, the name goes on the other.
    """
    mean, enough = means["mean"], means["count"] >= ENOUGH
    pain = mean[enough].idxmin()
    before, after = mean.shift().fillna(mean), mean.shift(-1).fillna(mean)
    dips = mean < (before + after) / 2
    free = np.select([dips & (before < mean), dips & (after < mean)], ["left", "right"], "center")
    axes.axhline(0, color=PALETTE["grey"], linewidth=1)
    axes.plot(places(), mean, color=PALETTE["blue"], linewidth=2, zorder=2)
    for place, name, side in zip(places(), means.index, free, strict=True):
        colour = PALETTE["vermilion"] if name == pain else PALETTE["blue"]
        face = colour if enough[name] else "white"
        axes.plot([place], [mean[name]], "o", color=colour, mfc=face, markersize=9, zorder=3)
        axes.annotate(
            f"{name}\n(pain point)" if name == pain else name,
            (place, mean[name]),
            (0, -10 if dips[name] else 10),
            textcoords="offset points",
            ha=side,
            va="top" if dips[name] else "bottom",
            fontsize=9,
        )
    axes.set(ylim=(-2.7, 1.6), ylabel="mean emotion\n(scale points)")
    axes.set_title("How people who want speed feel")


def _draw_people(axes: Axes, reached: list[int]) -> None:
    bars = axes.bar(range(len(ROUTE)), reached, width=0.7, color=PALETTE["sky"])
    axes.bar_label(bars, [f"{count:,}" for count in reached], padding=2)
    axes.set(ylim=(0, 1.2 * max(reached)), ylabel="customers who\ngot this far")
    axes.set_title("How many get to each stage")
