"""A Kano mix: from the answers about one feature to its category, Better and Worse."""

from __future__ import annotations

from collections.abc import Mapping

from grading_helpers.explorables.explorable import Explorable, Slider, View
from grading_helpers.explorables.svg import Point, SvgLine, map_chart, number

# In the order in which ties are broken.
CATEGORIES = {
    "M": "must-be",
    "O": "one-dimensional",
    "A": "attractive",
    "I": "indifferent",
    "R": "reverse",
    "Q": "questionable",
}
START = {"M": 20, "O": 30, "A": 40, "I": 30, "R": 4, "Q": 2}


def category(counts: Mapping[str, int]) -> str:
    """Return the most frequent category; a tie goes to the first of M, O, A, I, R, Q.

    Examples
    --------
    >>> category({"M": 5, "O": 1, "A": 5, "I": 0, "R": 0, "Q": 0})
    'M'
    """
    return max(CATEGORIES, key=lambda letter: counts[letter])


def better_and_worse(counts: Mapping[str, int]) -> tuple[float, float] | None:
    """Return both coefficients (Berger et al., 1993), or None if nobody answered A, O, M or I.

    Examples
    --------
    >>> better_and_worse({"M": 1, "O": 1, "A": 1, "I": 1, "R": 9, "Q": 0})
    (0.5, -0.5)
    """
    base = sum(counts[letter] for letter in "AOMI")
    if not base:
        return None
    return (counts["A"] + counts["O"]) / base, -(counts["O"] + counts["M"]) / base


def show_model(**counts: int) -> View:
    """Show where the feature lies between Better and Worse."""
    letter = category(counts)
    both = better_and_worse(counts)
    if both is None:
        points, where = [], "Nobody answered M, O, A or I, so Better and Worse are missing"
    else:
        better, worse = both
        points = [Point(letter, -worse, better)]
        where = f"Better is {number(better, 2)} and Worse {number(worse, 2)}"
    cross = [
        SvgLine("", [(0.5, 0), (0.5, 1)], "grey", True),
        SvgLine("", [(0, 0.5), (1, 0.5)], "grey", True),
    ]
    alt = f"A map of Better against the size of Worse, divided at 0.5. {where}."
    labels = ("Worse, without its minus sign (0–1)", "Better (0–1)")
    picture = map_chart(points, ((0, 1), (0, 1)), labels, alt, cross)
    total = sum(counts.values())
    if not total:
        return View(picture, "Nobody has answered, so there is no category.")
    sentence = (
        f"The most frequent answer is {letter}, {CATEGORIES[letter]}, from {counts[letter]} of "
        f"{total} people. {where}."
    )
    return View(picture, sentence)


EXPLORABLE = Explorable(
    title="What is this feature to our customers?",
    controls=tuple(
        Slider(letter, f"{letter}: {name}", 0, 80, 1, START[letter], "answers")
        for letter, name in CATEGORIES.items()
    ),
    show=show_model,
    note=(
        "The most frequent category wins; if there is a tie, the first of M, O, A, I, R, Q does. "
        "Better = (A + O) ÷ (A + O + M + I), and Worse = −(O + M) ÷ the same sum. "
        "The feature is invented."
    ),
)
