"""The app: how many of its orders may have come from the shops before it stops paying off."""

from __future__ import annotations

from functools import cache

from grading_helpers.explorables.explorable import Explorable, Slider, View
from grading_helpers.explorables.svg import SvgBar, bar_chart, number
from grading_helpers.explorables.tables import table

FIRST_QUARTER = ("2025-01-01", "2025-03-31")


@cache
def mean_amount(channel: str) -> float:
    """Return the mean amount of a channel's orders in EUR."""
    amounts = [float(row["amount"]) for row in table("orders.csv") if row["channel"] == channel]
    return sum(amounts) / len(amounts)


@cache
def first_quarter_orders() -> int:
    """Return how many orders the app brought in its first quarter."""
    first, last = FIRST_QUARTER
    rows = table("orders.csv")
    return sum(row["channel"] == "app" and first <= row["date"][:10] <= last for row in rows)


def balance(orders: float, app: float, shop: float, moved: float) -> tuple[float, float]:
    """Return what the app brought in EUR, and what the shops lost.

    Parameters
    ----------
    orders : float
        Orders in the app.
    app, shop : float
        The mean amount of an order in the app and in a shop, in EUR.
    moved : float
        The share of the app's orders that a shop would have had, 0 to 1.

    Examples
    --------
    >>> balance(10, 60, 80, 0.5)
    (600, 400.0)
    """
    return orders * app, orders * moved * shop


def show_model(moved: int) -> View:
    """Show what the app brought and what the shops lost."""
    orders = first_quarter_orders()
    brought, lost = balance(orders, mean_amount("app"), mean_amount("shop"), moved / 100)
    bars = [
        SvgBar("app brought", brought, number(brought), "blue"),
        SvgBar("shops lost", lost, number(lost), "vermilion"),
    ]
    alt = f"In EUR: the app brought {number(brought)}, the shops lost {number(lost)}."
    picture = bar_chart(bars, (0, 80_000), "EUR in the app's first quarter", alt)
    gain = brought - lost
    sentence = (
        f"If {number(moved)} % of the app's {number(orders)} orders came from the shops, we "
        f"{'gain' if gain > 0 else 'lose'} {number(abs(gain))} EUR a quarter."
    )
    return View(picture, sentence)


EXPLORABLE = Explorable(
    title="Does the app pay?",
    controls=(Slider("moved", "App orders that a shop would have had", 0, 100, 5, 40, "%"),),
    show=show_model,
    note=(
        "From our orders: an order is worth the mean amount of its channel. What the app costs to "
        "run is left out."
    ),
)
