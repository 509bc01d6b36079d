"""Promise less or deliver more: satisfaction as performance minus expectation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from grading_helpers.explorables.explorable import Choice, Explorable, Slider, View
from grading_helpers.explorables.svg import SvgBar, bar_chart, number
from grading_helpers.explorables.tables import table

BANDS = {"dissatisfied": "vermilion", "satisfied": "grey", "delighted": "green"}
EVERYBODY = "everybody"


@cache
def performance_minus_expectation(segment: str) -> tuple[float, ...]:
    """Return performance minus expectation of each person who gave both ratings."""
    return tuple(
        float(row["perform"]) - float(row["expect"])
        for row in table("survey.csv")
        if row["perform"] and row["expect"] and segment in (EVERYBODY, row["segment"])
    )


def bands(differences: Iterable[float], moved: float) -> dict[str, float]:
    """Return the shares below, at and above expectation, in per cent (Oliver, 1980).

    Parameters
    ----------
    differences : iterable of float
        Performance minus expectation of each person.
    moved : float
        By how much all differences move.

    Examples
    --------
    >>> bands([-1, 0, 1, 1], 0)
    {'dissatisfied': 25.0, 'satisfied': 25.0, 'delighted': 50.0}
    """
    signs = [(each + moved > 0) - (each + moved < 0) for each in differences]
    counts = Counter(signs)
    return {
        name: 100 * counts[sign] / len(signs) for name, sign in zip(BANDS, (-1, 0, 1), strict=True)
    }


def show_model(promise: int, delivery: int, segment: str) -> View:
    """Show the three bands after a change in promises and in service."""
    shares = bands(performance_minus_expectation(segment), delivery - promise)
    bars = [
        SvgBar(name, share, f"{number(share, 1)} %", BANDS[name]) for name, share in shares.items()
    ]
    alt = (
        "Shares of customers: "
        + ", ".join(f"{number(share, 1)} % {name}" for name, share in shares.items())
        + "."
    )
    picture = bar_chart(bars, (0, 100), "share of those who gave both ratings (%)", alt)
    sentence = (
        f"Expectation {_moved(promise)}, performance {_moved(delivery)}: "
        f"{number(shares['dissatisfied'], 1)} % are dissatisfied, "
        f"{number(shares['satisfied'], 1)} % satisfied and "
        f"{number(shares['delighted'], 1)} % delighted ({segment})."
    )
    return View(picture, sentence)


def _moved(points: float) -> str:
    if not points:
        return "as it is"
    unit = "point" if abs(points) == 1 else "points"
    return f"{'up' if points > 0 else 'down'} by {number(abs(points))} {unit}"


EXPLORABLE = Explorable(
    title="Promise less, or deliver more?",
    controls=(
        Slider("promise", "Expectation moves by", -2, 2, 1, 0, "points"),
        Slider("delivery", "Performance moves by", -2, 2, 1, 0, "points"),
        Choice("segment", "Customers", (EVERYBODY, "Home", "Stud", "Biz"), EVERYBODY),
    ),
    show=show_model,
    note=(
        "If performance − expectation is below 0, people are dissatisfied; at 0 they are "
        "satisfied, and above 0 delighted. The ratings come from the spring survey, but this is "
        "a model: it lets them move below 1 and above 5."
    ),
)
