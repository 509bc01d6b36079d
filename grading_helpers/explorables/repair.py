"""The target decides which touchpoint to repair first, and what it is worth."""

from __future__ import annotations

from grading_helpers.explorables.explorable import Explorable, Slider, View
from grading_helpers.explorables.svg import SvgBar, bar_chart, number
from grading_helpers.explorables.tables import table

SHOWN = 5


def shortfall(visits: float, csat: float, target: float) -> float:
    """Return how many satisfied contacts a month are missing; never less than 0.

    Examples
    --------
    >>> shortfall(4900, 58, 80), shortfall(6100, 88, 80)
    (1078.0, 0)
    """
    return max(0, visits * (target - csat) / 100)


def ranking(target: float) -> list[tuple[str, float]]:
    """Return the touchpoints with a score and their shortfalls, the largest first.

    Equal ones are in alphabetical order.
    """
    missing = {
        row["touchpoint"]: shortfall(float(row["visits"]), float(row["csat"]), target)
        for row in table("touchpoint_scores.csv")
        if row["csat"]
    }
    return sorted(missing.items(), key=lambda one: (-one[1], one[0]))


def show_model(target: int, worth: float) -> View:
    """Show the touchpoints with the largest shortfalls, and what these are worth a month."""
    first = ranking(target)[:SHOWN]
    bars = [
        SvgBar(name, missing, number(missing), "vermilion" if place == 0 else "blue")
        for place, (name, missing) in enumerate(first)
    ]
    alt = "Missing satisfied contacts per month: " + ", ".join(
        f"{name} {number(missing)}" for name, missing in first
    )
    picture = bar_chart(bars, (0, 3000), "satisfied contacts missing per month", alt + ".")
    (leader, most), (second, less) = first[:2]
    if not most:
        return View(
            picture, f"With a target of {target} %, every touchpoint that has a score reaches it."
        )
    follows = (
        f"{second.capitalize()} follows with {number(less)}, worth {number(less * worth)} EUR."
        if less
        else "All others reach it."
    )
    sentence = (
        f"With a target of {target} %, {leader} comes first: {number(most)} satisfied contacts a "
        f"month are missing, worth {number(most * worth)} EUR. {follows}"
    )
    return View(picture, sentence)


EXPLORABLE = Explorable(
    title="Which touchpoint first?",
    controls=(
        Slider("target", "Target for CSAT", 40, 90, 1, 80, "%"),
        Slider("worth", "Worth of a satisfied contact", 0.5, 10, 0.5, 2, "EUR"),
    ),
    show=show_model,
    note=(
        "Shortfall = visits × (target − CSAT) ÷ 100, never below 0. The visits and scores are "
        "ours; what one satisfied contact is worth is your guess."
    ),
)
