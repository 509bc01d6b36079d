"""Mean and median: what one large order does to each."""

from __future__ import annotations

from statistics import mean, median

from grading_helpers.explorables.explorable import Explorable, Slider, View
from grading_helpers.explorables.svg import SvgBar, bar_chart, number

OTHERS = (22, 28, 31, 36, 40, 44, 47, 52, 60)


def show_model(largest: int) -> View:
    """Show the mean and the median of ten baskets."""
    baskets = [*OTHERS, largest]
    typical = {"largest": largest, "mean": mean(baskets), "median": median(baskets)}
    colours = {"largest": "grey", "mean": "vermilion", "median": "blue"}
    bars = [SvgBar(name, value, number(value, 2), colours[name]) for name, value in typical.items()]
    alt = "Ten baskets in EUR: " + ", ".join(
        f"{name} {number(value, 2)}" for name, value in typical.items()
    )
    picture = bar_chart(bars, (0, 400), "EUR", alt + ".")
    above = sum(basket > typical["mean"] for basket in baskets)
    sentence = (
        f"With a largest basket of {number(largest)} EUR, the mean is "
        f"{number(typical['mean'], 2)} EUR and the median {number(typical['median'], 2)} EUR. "
        f"{above} of the ten {'is' if above == 1 else 'are'} larger than the mean."
    )
    return View(picture, sentence)


EXPLORABLE = Explorable(
    title="What does one large order do?",
    controls=(Slider("largest", "Largest of ten baskets", 40, 400, 5, 70, "EUR"),),
    show=show_model,
    note="The other nine are 22, 28, 31, 36, 40, 44, 47, 52 and 60 EUR.",
)
