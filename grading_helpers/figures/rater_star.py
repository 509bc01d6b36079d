"""The RATER star: how much each dimension of service matters, and where we fall short."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from grading_helpers.data import data_path
from grading_helpers.palette import PALETTE

DIMENSIONS = {
    "R": "Reliability",
    "A": "Assurance",
    "T": "Tangibles",
    "E": "Empathy",
    "S": "Responsiveness",
}
WHOLE = 100
# The rings of the star and its outer edge, in points.
RINGS, OUTER = (10, 20, 30), 35


def rater_star() -> Figure:
    """Draw an arm for each dimension, as long as its points; a filled tip means a negative gap."""
    found = points_and_gaps()
    angles = np.linspace(0, 2 * np.pi, len(found), endpoint=False)
    drawn, axes = plt.subplots(figsize=(7.6, 4.4), subplot_kw={"projection": "polar"})
    axes.set(theta_offset=np.pi / 2, theta_direction=-1, ylim=(0, OUTER))  # R on top
    axes.fill(angles, found["points"], color=PALETTE["sky"], alpha=0.35)
    axes.vlines(angles, 0, found["points"], color=PALETTE["blue"], linewidth=3)
    for angle, points, gap in zip(angles, found["points"], found["gap"], strict=True):
        face = PALETTE["blue"] if gap < 0 else "white"
        axes.plot(angle, points, "o", color=PALETTE["blue"], markerfacecolor=face, markersize=9)
    axes.set_xticks(angles, tip_labels(found))
    for label, side in zip(axes.get_xticklabels(), np.sin(angles).round(2), strict=True):
        label.set_horizontalalignment("left" if side > 0 else "right" if side < 0 else "center")
    axes.set_yticks(RINGS, list(map(str, RINGS)), color="#555555", fontsize=9)
    axes.grid(visible=True)
    axes.set_title("Points out of 100, and gaps", pad=14)
    return drawn


def points_and_gaps() -> pd.DataFrame:
    """Return the mean points and gap of each dimension, for the people whose points add up."""
    answers = pd.read_csv(data_path("servqual_points.csv"))
    valid = answers[answers.groupby("resp")["points"].transform("sum") == WHOLE]
    return valid.groupby("dim")[["points", "gap"]].mean().loc[list(DIMENSIONS)]


def tip_labels(found: pd.DataFrame) -> list[str]:
    r"""Return the text at the tip of each arm.

    Examples
    --------
    >>> tip_labels(pd.DataFrame({"points": [31.31], "gap": [-1.306]}, index=["R"]))
    ['Reliability\n31 points, gap −1.3']
    """
    return [
        f"{DIMENSIONS[letter]}\n{points:.0f} points, gap {gap:+.1f}".replace("-", "−")
        for letter, points, gap in zip(found.index, found["points"], found["gap"], strict=True)
    ]
