"""A funnel: at which step ten more points bring the most people to its end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from grading_helpers.explorables.explorable import Choice, Explorable, Slider, View
from grading_helpers.explorables.svg import SvgBar, bar_chart, number
from grading_helpers.explorables.tables import table

STAGES = ("awareness", "consideration", "purchase", "use", "loyalty")
STEPS = {f"{one} to {other}": place for place, (one, other) in enumerate(pairwise(STAGES))}


@cache
def reached() -> tuple[int, ...]:
    """Return how many customers in the log reached each stage or a later one."""
    furthest: dict[str, int] = {}
    for row in table("touchpoints.csv"):
        place = STAGES.index(row["stage"])
        furthest[row["customer_id"]] = max(place, furthest.get(row["customer_id"], 0))
    return tuple(sum(place >= stage for place in furthest.values()) for stage in range(len(STAGES)))


def rates(counts: Sequence[float]) -> list[float]:
    """Return the conversion of each step: each stage against the one right before it.

    Examples
    --------
    >>> rates([800, 400, 100])
    [0.5, 0.25]
    """
    return [later / earlier for earlier, later in pairwise(counts)]


def run_through(start: float, rates: Sequence[float]) -> list[float]:
    """Return how many people reach each stage with these conversions.

    Examples
    --------
    >>> run_through(800, [0.5, 0.25])
    [800, 400.0, 100.0]
    """
    counts = [start]
    for rate in rates:
        counts.append(counts[-1] * rate)
    return counts


def show_model(step: str, points: int) -> View:
    """Show the funnel after one step has improved."""
    today = reached()
    better = rates(today)
    place = STEPS[step]
    before = better[place]
    better[place] = min(1, before + points / 100)
    counts = run_through(today[0], better)
    bars = [
        SvgBar(stage, count, number(count), "green" if count > old + 0.5 else "blue")
        for stage, count, old in zip(STAGES, counts, today, strict=True)
    ]
    alt = "People by stage: " + ", ".join(
        f"{stage} {number(count)}" for stage, count in zip(STAGES, counts, strict=True)
    )
    picture = bar_chart(bars, (0, 1400), "customers who reached the stage", alt + ".")
    gained = round(counts[-1]) - today[-1]
    goes_on = f"From {step}, {number(100 * better[place], 1)} % go on"
    loyal = f"{number(counts[-1])} people reach loyalty"
    if better[place] == before:
        return View(picture, f"{goes_on} today, and {loyal}.")
    compared = f"instead of {number(100 * before, 1)} %"
    return View(picture, f"{goes_on} {compared}: {loyal}, {number(gained)} more than today.")


EXPLORABLE = Explorable(
    title="Which step should we improve?",
    controls=(
        Choice("step", "Step to improve", tuple(STEPS), next(iter(STEPS))),
        Slider("points", "Points gained", 0, 15, 1, 0, "points"),
    ),
    show=show_model,
    note=(
        "A step compares a stage with the one right before it; a skipped stage counts as passed. "
        "The other steps keep their conversion, which is an assumption."
    ),
)
