"""Customer lifetime value, and the retention from which a club pays."""

from __future__ import annotations

from grading_helpers.explorables.explorable import Explorable, Slider, View
from grading_helpers.explorables.svg import SvgLine, line_chart, number

# Home customers, as segments.csv has them, rounded.
MARGIN, KEPT_TODAY = 70, 72
SHOWN = (0, 500)


def lifetime_value(margin: float, retention: float, rate: float) -> float:
    """Return the present value of all future margins (Gupta, Lehmann & Stuart, 2004).

    Parameters
    ----------
    margin : float
        EUR a year. The first comes after a year, if the customer stays.
    retention, rate : float
        Retention and discount rate a year, as fractions; retention is below 1 + rate.

    Examples
    --------
    >>> round(lifetime_value(100, 0.8, 0.1), 2)
    266.67
    """
    return margin * retention / (1 + rate - retention)


def pays_from(margin: float, cost: float, today: float, rate: float) -> float:
    """Return the retention at which a club is worth as much as today's customers.

    Parameters
    ----------
    margin, cost : float
        Yearly margin, and what the club takes from it, in EUR.
    today, rate : float
        Retention without the club and discount rate, as fractions.

    Examples
    --------
    >>> round(pays_from(70, 10, 0.72, 0.1), 3)
    0.757
    """
    worth = lifetime_value(margin, today, rate)
    return worth * (1 + rate) / (margin - cost + worth)


def show_model(margin: float, cost: float, retention: float, rate: float) -> View:
    """Show the value with the club at each retention, and today's value beside it."""
    kept, discount = retention / 100, rate / 100
    worth = lifetime_value(margin - cost, kept, discount)
    today = lifetime_value(margin, KEPT_TODAY / 100, discount)
    curve = [(each, lifetime_value(margin - cost, each / 100, discount)) for each in range(50, 96)]
    gain = round(worth - today, 2)
    verdict = (
        f"The club pays: {number(gain, 2)} EUR more for each customer"
        if gain > 0
        else f"The club does not pay: {number(-gain, 2)} EUR less for each customer"
    )
    alt = (
        f"Lifetime value against retention. With the club it rises from {number(curve[0][1])} EUR "
        f"at 50 % to {number(curve[-1][1])} EUR at 95 %, ever more steeply. Today's value, "
        f"{number(today)} EUR, is a horizontal line."
    )
    picture = line_chart(
        [
            SvgLine("with the club", curve),
            SvgLine(
                f"without it, at {KEPT_TODAY} %", [(50, today), (95, today)], "vermilion", True
            ),
        ],
        (retention, worth),
        ((50, 95), SHOWN),
        ("retention a year (%)", "lifetime value (EUR)"),
        alt,
    )
    sentence = (
        f"With the club and a retention of {number(retention)} %, a customer is worth "
        f"{number(worth, 2)} EUR; without it, {number(today, 2)} EUR. {verdict}."
    )
    return View(picture, sentence)


EXPLORABLE = Explorable(
    title="What is a customer worth?",
    controls=(
        Slider("retention", "Retention with the club", 50, 95, 1, KEPT_TODAY, "%"),
        Slider("cost", "Cost of the club a year", 0, 30, 1, 10, "EUR"),
        Slider("margin", "Margin a year", 40, 120, 5, MARGIN, "EUR"),
        Slider("rate", "Discount rate", 0, 20, 1, 10, "%"),
    ),
    show=show_model,
    note=(
        "CLV = m × r ÷ (1 + d − r). The club's cost reduces each yearly margin. The start is a "
        f"Home customer: margin {MARGIN} EUR, of whom {KEPT_TODAY} % stay without a club."
    ),
)
