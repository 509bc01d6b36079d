"""Survey weights: a lopsided sample, and what weighting repairs."""

from __future__ import annotations

from collections.abc import Mapping

from grading_helpers.explorables.explorable import Explorable, Slider, View
from grading_helpers.explorables.svg import SvgBar, bar_chart, number
from grading_helpers.explorables.tables import table

SEGMENTS = ("Home", "Stud", "Biz")


def base_shares() -> dict[str, float]:
    """Return the share of each segment in all accounts."""
    segments = [row["segment"] for row in table("customers.csv")]
    return {name: segments.count(name) / len(segments) for name in SEGMENTS}


def mean_ratings() -> dict[str, float]:
    """Return the mean satisfaction (1-5) in the pop-up survey, by segment."""
    rated = [
        (row["segment"], float(row["csat"])) for row in table("popup_survey.csv") if row["csat"]
    ]
    means = {}
    for name in SEGMENTS:
        ratings = [rating for segment, rating in rated if segment == name]
        means[name] = sum(ratings) / len(ratings)
    return means


def weighted_mean(means: Mapping[str, float], shares: Mapping[str, float]) -> float:
    """Return the mean of all answers if the segments have these shares.

    Examples
    --------
    >>> weighted_mean({"a": 4, "b": 2}, {"a": 0.75, "b": 0.25})
    3.5
    """
    return sum(shares[name] * means[name] for name in means)


def sample_shares(students: float, business: float) -> dict[str, float]:
    """Return the shares in the sample; whoever is neither student nor business is Home."""
    return {"Home": 1 - students - business, "Stud": students, "Biz": business}


def show_model(students: int, business: int) -> View:
    """Show the plain and the weighted mean, and the weight of each segment's answers."""
    base, means = base_shares(), mean_ratings()
    sample = sample_shares(students / 100, business / 100)
    weights = {name: base[name] / sample[name] for name in SEGMENTS}
    plain = weighted_mean(means, sample)
    # A share in the sample times its weight is the share in all accounts.
    weighted = weighted_mean(means, base)
    bars = [
        SvgBar("plain mean", plain, number(plain, 2), "vermilion"),
        SvgBar("weighted mean", weighted, number(weighted, 2), "blue"),
        *(
            SvgBar(f"weight of {name}", weights[name], number(weights[name], 2), "grey")
            for name in SEGMENTS
        ),
    ]
    words = ", ".join(f"{name} {number(weights[name], 2)}" for name in SEGMENTS)
    alt = (
        f"Bars: plain mean {number(plain, 2)}, weighted mean {number(weighted, 2)}; "
        f"weights of an answer: {words}."
    )
    picture = bar_chart(bars, (0, 7), "mean satisfaction (1–5), and weight of an answer", alt)
    sentence = (
        f"With {students} % students and {business} % business among the answers, the plain mean "
        f"is {number(plain, 2)} and the weighted mean {number(weighted, 2)}. "
        f"An answer counts for: {words}."
    )
    return View(picture, sentence)


EXPLORABLE = Explorable(
    title="What does a lopsided sample do?",
    controls=(
        Slider("students", "Students among the answers", 5, 70, 1, 59, "%"),
        Slider("business", "Business among the answers", 2, 15, 1, 6, "%"),
    ),
    show=show_model,
    note=(
        "Weight = share of all accounts ÷ share of the answers. The start is our pop-up survey. Of "
        "all accounts 61 % are Home, 26 % Stud(ents) and 13 % Biz."
    ),
)
