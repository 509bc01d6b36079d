"""RATER weights: what customers care about decides which shop does best."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from grading_helpers.explorables.explorable import Explorable, Slider, View
from grading_helpers.explorables.svg import SvgBar, bar_chart, number
from grading_helpers.explorables.tables import table

DIMENSIONS = {
    "R": "reliability",
    "A": "assurance",
    "T": "tangibles",
    "E": "empathy",
    "S": "responsiveness",
}
# Riverside has just opened: two people answered, too few to rank.
FEWEST = 20


@cache
def gaps_by_shop() -> dict[str, dict[str, float]]:
    """Return the mean gap of each shop in each dimension, in scale points.

    Each person counts once: gaps are first averaged within a person. Only people who answered in
    all five dimensions count.
    """
    shop_of = {row["resp"]: row["store"] for row in table("survey.csv")}
    people: dict[str, dict[str, list[float]]] = {}
    for row in table("servqual.csv"):
        if row["P"] and row["E"]:
            gaps = people.setdefault(row["resp"], {}).setdefault(row["dim"], [])
            gaps.append(float(row["P"]) - float(row["E"]))
    shops: dict[str, list[dict[str, float]]] = {}
    for person, by_dimension in people.items():
        if len(by_dimension) == len(DIMENSIONS):
            means = {dim: sum(gaps) / len(gaps) for dim, gaps in by_dimension.items()}
            shops.setdefault(shop_of[person], []).append(means)
    return {
        shop: {dim: sum(one[dim] for one in answers) / len(answers) for dim in DIMENSIONS}
        for shop, answers in sorted(shops.items())
        if len(answers) >= FEWEST
    }


def weighted_gap(gaps: Mapping[str, float], points: Mapping[str, float]) -> float:
    """Return the sum of share of points × gap, where the points need not add up to 100.

    Examples
    --------
    >>> weighted_gap({"R": -1.0, "T": 0.5}, {"R": 30, "T": 10})
    -0.625
    """
    total = sum(points.values())
    return sum(points[dim] / total * gaps[dim] for dim in points)


def show_model(**points: int) -> View:
    """Show the shops from the best weighted gap to the worst."""
    given = {dim: points[name] for dim, name in DIMENSIONS.items()}
    if not any(given.values()):
        given = dict.fromkeys(DIMENSIONS, 1)
    scores = {shop: weighted_gap(gaps, given) for shop, gaps in gaps_by_shop().items()}
    ranked = sorted(scores, key=lambda shop: -scores[shop])
    bars = [
        SvgBar(
            shop,
            scores[shop],
            number(scores[shop], 2),
            "green" if scores[shop] >= 0 else "vermilion",
        )
        for shop in ranked
    ]
    alt = (
        "Weighted gap by shop, best first: "
        + ", ".join(f"{shop} {number(scores[shop], 2)}" for shop in ranked)
        + "."
    )
    picture = bar_chart(bars, (-1.5, 1), "weighted gap, perceived − expected (scale points)", alt)
    best, worst = ranked[0], ranked[-1]
    shares = {dim: 100 * given[dim] / sum(given.values()) for dim in given}
    words = ", ".join(f"{dim} {number(share)} %" for dim, share in shares.items())
    sentence = (
        f"With weights of {words}, {best} comes first ({number(scores[best], 2)} scale points) and "
        f"{worst} last ({number(scores[worst], 2)})."
    )
    return View(picture, sentence)


EXPLORABLE = Explorable(
    title="Which shop does best, for whom?",
    controls=tuple(
        Slider(name, f"{dim}: {name}", 0, 100, 1, 20, "points") for dim, name in DIMENSIONS.items()
    ),
    show=show_model,
    note=(
        "Each gap is multiplied by its share of all points, and the five results are added up "
        "(with all points at zero, the shares are equal). We use only people who answered in all "
        "five dimensions. Riverside has two of them and is left out."
    ),
)
