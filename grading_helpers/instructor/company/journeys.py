"""How customers meet the company: touchpoints, stage by stage, and how they feel."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from grading_helpers.instructor.company.people import customers
from grading_helpers.instructor.company.randomness import (
    blank_out,
    in_random_order,
    rounded,
    stream,
)
from grading_helpers.instructor.company.trade import orders

# Touchpoint: stage, channel, mean emotion (-2 to 2), typical minutes.
TOUCHPOINTS = {
    "advert": ("awareness", "web", 0.4, 1),
    "friend's tip": ("awareness", "personal", 1.0, 4),
    "shop window": ("awareness", "shop", 0.6, 2),
    "website": ("consideration", "web", 0.1, 11),
    "shop visit": ("consideration", "shop", 0.9, 24),
    "video advice": ("consideration", "web", 0.7, 15),
    "checkout": ("purchase", "app", -0.1, 6),
    "till": ("purchase", "shop", 0.7, 5),
    "delivery": ("use", "app", -0.6, 8),
    "unpacking": ("use", "home", 1.2, 12),
    "helpline": ("use", "phone", -1.1, 19),
    "returns": ("use", "shop", -0.3, 14),
    "newsletter": ("loyalty", "mail", 0.2, 2),
    "reorder": ("loyalty", "app", 0.9, 5),
}
PERSONA_ROUTE = ["advert", "website", "checkout", "delivery", "helpline", "returns", "reorder"]
BUYERS, LOOKERS = 620, 690


@cache
def _touchpoints() -> pd.DataFrame:
    random = stream("touchpoints")
    last = orders().query("date >= '2025-10-01'").drop_duplicates("customer_id")
    last = last[last["channel"].isin(["app", "shop"])]
    buyers = last.sample(BUYERS, random_state=random)
    others = customers().loc[lambda table: ~table["customer_id"].isin(last["customer_id"])]
    days = pd.Timestamp("2025-10-06") + pd.to_timedelta(random.randint(0, 80, LOOKERS), unit="D")
    rows = [
        row
        for person, day, channel in zip(
            buyers["customer_id"], buyers["date"], buyers["channel"], strict=True
        )
        for row in _journey(person, day, _bought(channel, random), random)
    ]
    for person, day in zip(
        others["customer_id"].sample(LOOKERS, random_state=random), days, strict=True
    ):
        rows += _journey(person, day, _looked(random), random)
    names = ["customer_id", "ts", "stage", "touchpoint", "channel", "emotion", "minutes"]
    table = pd.DataFrame(rows, columns=names)
    again = (random.random_sample(len(table)) < np.where(table["emotion"] < 0, 0.4, 0.1)) * 1
    table = blank_out(
        table.assign(repeated=again), {"ts": 0.012, "emotion": 0.18, "repeated": 0.15}, random
    )
    return in_random_order(table, random)


def touchpoints() -> pd.DataFrame:
    """Return the contact log of the last quarter of 2025, unsorted."""
    return _touchpoints().copy()


def _bought(channel: str, random: np.random.RandomState) -> list[str]:
    """Return the touchpoints of a buyer; steps may be missing or repeated."""
    before = _some({"advert": 0.45, "friend's tip": 0.2, "shop window": 0.25}, random)
    before += _some({"website": 0.6, "website ": 0.2, "shop visit": 0.35}, random)
    if channel == "shop":
        after = _some({"returns": 0.12, "helpline": 0.1}, random)
        bought = [*before, "till", *after]
    else:
        after = _some({"unpacking": 0.5, "helpline": 0.33, "returns": 0.2}, random)
        bought = [*before, "checkout", "delivery", *after]
    return bought + _some({"newsletter": 0.3, "reorder": 0.28}, random)


def _looked(random: np.random.RandomState) -> list[str]:
    """Return the touchpoints of somebody who did not buy."""
    seen = _some({"advert": 0.6, "friend's tip": 0.15, "shop window": 0.4}, random)
    thought = _some({"website": 0.55, "website ": 0.2, "shop visit": 0.2, "advert ": 0.15}, random)
    return (seen + thought) or ["advert"]


def _some(chances: dict[str, float], random: np.random.RandomState) -> list[str]:
    """Draw touchpoints by their probabilities; a space after a name marks a revisit."""
    return [name.strip() for name, chance in chances.items() if random.random_sample() < chance]


def _journey(
    person: str, day: pd.Timestamp, route: list[str], random: np.random.RandomState
) -> list[tuple[object, ...]]:
    """Return one customer's rows, with the purchase on the day of the order."""
    bought = [place for place, name in enumerate(route) if TOUCHPOINTS[name][0] == "purchase"]
    place = bought[0] if bought else len(route) - 1
    gaps = random.randint(1, 6, len(route))
    offsets = np.concatenate(
        [-np.cumsum(gaps[:place][::-1])[::-1], [0], np.cumsum(gaps[place + 1 :])]
    )
    moods = random.normal(0, 0.9, len(route)) + random.normal(0, 0.3)
    return [
        (
            person,
            f"{day + pd.Timedelta(days=int(offset)):%Y-%m-%d} {random.randint(8, 22):02d}:"
            f"{random.randint(0, 60):02d}",
            TOUCHPOINTS[name][0],
            name,
            TOUCHPOINTS[name][1],
            int(rounded(TOUCHPOINTS[name][2] + mood, -2, 2)),
            max(1, int(TOUCHPOINTS[name][3] * np.exp(random.normal(0, 0.5)))),
        )
        for name, offset, mood in zip(route, offsets, moods, strict=True)
    ]


def emotions() -> pd.DataFrame:
    """Return how customers who want speed felt at each step in the app."""
    people = customers().query("need == 'speed'")["customer_id"]
    log = touchpoints()
    log = log[log["customer_id"].isin(people) & log["touchpoint"].isin(PERSONA_ROUTE)]
    route = pd.Series(range(1, len(PERSONA_ROUTE) + 1), index=PERSONA_ROUTE)
    route = route.where(route <= 2, route + 1)
    table = log[["touchpoint", "emotion"]].assign(order=log["touchpoint"].map(route))
    single = pd.DataFrame({"touchpoint": ["video advice"], "emotion": [-2.0], "order": [3]})
    table = pd.concat([table, single])[["order", "touchpoint", "emotion"]]
    return in_random_order(table, stream("emotions"))


def touchpoint_scores() -> pd.DataFrame:
    """Return monthly visits and CSAT in % of each touchpoint; two have no score."""
    rows = [
        ("advert", 21000, None),
        ("website", 18400, 77),
        ("app", 12600, 79),
        ("shop visit", 9800, 84),
        ("checkout", 5200, 74),
        ("till", 6100, 88),
        ("delivery", 4900, 58),
        ("helpline", 2300, 41),
        ("returns", 1100, 63),
        ("newsletter", 8700, 80),
        ("video advice", 140, None),
    ]
    return pd.DataFrame(rows, columns=["touchpoint", "visits", "csat"])
