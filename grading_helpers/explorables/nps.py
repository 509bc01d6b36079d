"""Net Promoter Score with its interval."""

from __future__ import annotations

from math import sqrt

from grading_helpers.explorables.explorable import Explorable, Slider, View
from grading_helpers.explorables.svg import SvgBar, bar_chart, number

CERTAINTY = 1.96


def score(promoters: float, detractors: float) -> float:
    """Return the score from shares in per cent of all valid answers (Reichheld, 2003)."""
    return promoters - detractors


def margin_of_error(promoters: float, detractors: float, answers: int) -> float:
    """Return half the width of the 95 % interval, in points.

    Parameters
    ----------
    promoters, detractors : float
        Shares of all valid answers, in per cent.
    answers : int
        The number of valid answers, at least 1.

    Examples
    --------
    >>> round(margin_of_error(50, 20, 100), 1)
    15.3
    """
    p, q = promoters / 100, detractors / 100
    return CERTAINTY * 100 * sqrt(max(p + q - (p - q) ** 2, 0) / answers)


def show_model(promoters: int, passives: int, answers: int) -> View:
    """Show the three shares, and the score with its interval."""
    passives = min(passives, 100 - promoters)
    detractors = 100 - promoters - passives
    nps, half = score(promoters, detractors), margin_of_error(promoters, detractors, answers)
    low, high = max(nps - half, -100), min(nps + half, 100)
    interval = f"{number(low)} to {number(high)}"
    bars = [
        SvgBar("promoters", promoters, f"{promoters} %", "green"),
        SvgBar("passives", passives, f"{passives} %", "grey"),
        SvgBar("detractors", -detractors, f"{detractors} %", "vermilion"),
        SvgBar("score", nps, number(nps), "blue", (low, high)),
    ]
    alt = (
        f"{promoters} % promoters, {passives} % passives and {detractors} % detractors give a "
        f"score of {number(nps)}." + (f" Its interval reaches from {interval}." if half else "")
    )
    picture = bar_chart(bars, (-100, 100), "per cent of answers; score from −100 to 100", alt)
    side = "It excludes zero" if low > 0 or high < 0 else "It includes zero"
    sentence = (
        f"Of {number(answers)} answers, {promoters} % promoters, {passives} % passives and "
        f"{detractors} % detractors: the score is {number(nps)}"
    )
    if not half:
        alike = ". All answers are alike, so this formula cannot say how sure the score is."
        return View(picture, sentence + alike)
    margin = f", give or take {number(half, 1)} points. {side}: the interval is {interval}."
    return View(picture, sentence + margin)


EXPLORABLE = Explorable(
    title="How sure is a Net Promoter Score?",
    controls=(
        Slider("promoters", "Promoters", 0, 100, 1, 50, "%"),
        Slider("passives", "Passives", 0, 100, 1, 30, "%"),
        Slider("answers", "Answers", 20, 1000, 10, 100),
    ),
    show=show_model,
    note=(
        "Everybody else is a detractor, so promoters and passives cannot exceed 100 %. The 95 % "
        "interval reaches 1.96 × 100 × √((p + q − (p − q)²) ÷ n) points either way, where p and q "
        "are the shares of promoters and detractors, and n is the number of answers."
    ),
)
