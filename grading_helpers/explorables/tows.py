"""SWOT weights and the options that TOWS makes from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from grading_helpers.explorables.explorable import Explorable, Slider, View
from grading_helpers.explorables.svg import SvgBar, bar_chart, number
from grading_helpers.explorables.tables import table

LETTERS = {("1", "1"): "S", ("1", "0"): "W", ("0", "1"): "O", ("0", "0"): "T"}
LABELS = ("SO", "ST", "WO", "WT")
HURDLE = 12

Factor = tuple[str, str, int]


def factors() -> list[Factor]:
    """Return letter, name and weight of each factor; what is unclear is left out."""
    return [
        (letter, row["factor"], int(row["weight"]))
        for row in table("swot_factors.csv")
        if (letter := LETTERS.get((row["inside"], row["helpful"])))
    ]


def options(factors: Iterable[Factor], hurdle: int) -> list[tuple[int, str, str, str]]:
    """Return the pairs of an inside and an outside factor that reach the hurdle, strongest first.

    Examples
    --------
    >>> options([("S", "craft", 3), ("O", "parks", 4), ("T", "rival", 2)], 12)
    [(12, 'SO', 'craft', 'parks')]
    """
    listed = list(factors)
    pairs = [
        (ours * theirs, inside + outside, name, other)
        for inside, name, ours in listed
        for outside, other, theirs in listed
        if inside in "SW" and outside in "OT" and ours * theirs >= hurdle
    ]
    return sorted(pairs, key=lambda pair: (-pair[0], *pair[1:]))


def show_model(deliveries: int, flats: int, rival: int) -> View:
    """Show how many options of each kind there are, and the strongest."""
    chosen = {
        "late deliveries": deliveries,
        "new flats by the harbour": flats,
        "Lark & Sons opens nearby": rival,
    }
    found = options(
        [(letter, name, chosen.get(name, weight)) for letter, name, weight in factors()], HURDLE
    )
    kinds = Counter(label for _, label, _, _ in found)
    bars = [SvgBar(label, kinds[label], str(kinds[label])) for label in LABELS]
    alt = "Options by kind: " + ", ".join(f"{label} {kinds[label]}" for label in LABELS) + "."
    picture = bar_chart(bars, (0, 12), f"options of {HURDLE} points or more", alt)
    if not found:
        return View(picture, f"No pair reaches {HURDLE} points.")
    points, label, name, other = found[0]
    count = len(found)
    sentence = (
        f"{count} {'pair reaches' if count == 1 else 'pairs reach'} {HURDLE} points. "
        f"The strongest, with {number(points)} points, is {label}: {name} × {other}."
    )
    return View(picture, sentence)


EXPLORABLE = Explorable(
    title="Which options do the weights make?",
    controls=(
        Slider("deliveries", "Weakness: late deliveries", 1, 5, 1, 5),
        Slider("flats", "Opportunity: new flats by the harbour", 1, 5, 1, 4),
        Slider("rival", "Threat: Lark & Sons opens nearby", 1, 5, 1, 4),
    ),
    show=show_model,
    note=(
        "Every strength and weakness is paired with every opportunity and threat. The points of "
        "a pair are the product of its weights (1–5). The other weights come from our workshop."
    ),
)
