"""A value map: quality and price beside the rival's (Gale, 1994)."""

from __future__ import annotations

from collections.abc import Mapping

from grading_helpers.explorables.explorable import Explorable, Slider, View
from grading_helpers.explorables.svg import Point, SvgLine, map_chart, number
from grading_helpers.explorables.tables import table

RIVAL_PRICE = 50
SHOWN = (0.8, 1.2)
VERDICTS = {1: "better value than", 0: "equal in value to", -1: "worse value than"}


def rated_attributes() -> dict[str, tuple[float, float, float]]:
    """Return the weight, our rating and the rival's rating of each attribute that has both."""
    return {
        row["attr"]: (float(row["weight"]), float(row["us"]), float(row["rival"]))
        for row in table("value_ratings.csv")
        if row["us"] and row["rival"]
    }


def quality_ratio(rated: Mapping[str, tuple[float, float, float]]) -> float:
    """Return the weighted mean of our rating ÷ the rival's, to three decimals.

    Examples
    --------
    >>> quality_ratio({"a": (30, 8, 8), "b": (10, 6, 8)})
    0.938
    """
    total = sum(weight for weight, _, _ in rated.values())
    return round(sum(weight / total * us / rival for weight, us, rival in rated.values()), 3)


def show_model(price: float, delivery: float, advice: float, help: float) -> View:  # noqa: A002
    """Show where we stand; above the line of fair value customers get more for their money."""
    rated = rated_attributes()
    chosen = {"delivery": delivery, "advice in the shop": advice, "help afterwards": help}
    for name, rating in chosen.items():
        weight, _, rival = rated[name]
        rated[name] = (weight, rating, rival)
    quality, cost = quality_ratio(rated), round(price / RIVAL_PRICE, 3)
    verdict = VERDICTS[(quality > cost) - (quality < cost)]
    alt = (
        f"A map of price ratio and quality ratio. The line of fair value rises through the rival "
        f"at 1 and 1. We stand at a price of {number(cost, 3)} and a quality of "
        f"{number(quality, 3)}."
    )
    picture = map_chart(
        [Point("Lark", 1, 1, "grey"), Point("we", cost, quality, "blue")],
        (SHOWN, SHOWN),
        ("price ratio, ours ÷ Lark's", "quality ratio, ours ÷ Lark's"),
        alt,
        [SvgLine("fair value", [(SHOWN[0], SHOWN[0]), (SHOWN[1], SHOWN[1])], "green", True)],
    )
    sentence = (
        f"At {number(price, 1)} EUR our price ratio is {number(cost, 3)} and our quality ratio "
        f"{number(quality, 3)}: we are {verdict} Lark & Sons."
    )
    return View(picture, sentence)


EXPLORABLE = Explorable(
    title="Are we better value than Lark & Sons?",
    controls=(
        Slider("price", "Our price of the basket", 45, 55, 0.5, 52, "EUR"),
        Slider("delivery", "Our rating: delivery", 5, 9, 0.1, 6.2),
        Slider("advice", "Our rating: advice in the shop", 5, 9, 0.1, 8.6),
        Slider("help", "Our rating: help afterwards", 5, 9, 0.1, 5.8),
    ),
    show=show_model,
    note=(
        f"Lark & Sons charge {RIVAL_PRICE} EUR for the same basket. Above the dashed line the "
        "quality ratio is higher than the price ratio. Repairs are left out, because Lark & Sons "
        "do not offer them."
    ),
)
