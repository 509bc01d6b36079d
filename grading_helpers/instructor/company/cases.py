"""What goes wrong: complaints, the contacts needed to solve them, and deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd

from grading_helpers.instructor.company.randomness import blank_out, in_random_order, stream
from grading_helpers.instructor.company.trade import completed, orders

COMPLAINTS = 460
TOPICS = {"late delivery": 0.44, "helpline": 0.21, "damaged": 0.14, "returns": 0.13, "bill": 0.08}
CHANNELS = {"phone": 0.42, "email": 0.3, "chat": 0.18, "shop": 0.1}


@cache
def _complaints() -> pd.DataFrame:
    random = stream("complaints")
    bought = completed(2025).query("date < '2025-10-01'").sample(COMPLAINTS, random_state=random)
    days = pd.to_timedelta(random.randint(1, 15, len(bought)), unit="D")
    table = pd.DataFrame({"customer_id": bought["customer_id"], "date": bought["date"] + days})
    table = table.sort_values(["date", "customer_id"], ignore_index=True)
    last = completed(2025).groupby("customer_id")["date"].max()
    stayed = last.loc[table["customer_id"]].to_numpy() > table["date"].to_numpy()
    satisfied = random.random_sample(len(table)) < np.where(stayed, 0.68, 0.33)
    fixed = 1 + random.poisson(np.where(satisfied, 0.6, 1.7)).astype(float)
    unhappy = ~satisfied & (random.random_sample(len(table)) < 0.25)
    table.insert(0, "complaint_id", np.arange(1, len(table) + 1))
    return table.assign(
        topic=random.choice(list(TOPICS), len(table), p=list(TOPICS.values())),
        contacts_to_fix=np.where(unhappy, np.nan, fixed),
        satisfied=satisfied.astype(int),
        stayed=stayed.astype(int),
    )


def complaints() -> pd.DataFrame:
    """Return the complaints from January to September 2025 and their outcomes."""
    return _complaints().copy()


def contacts() -> pd.DataFrame:
    """Return every contact about a complaint, in random order."""
    random = stream("contacts")
    cases = complaints()
    rows = [
        (case, number, *contact)
        for case, count in zip(cases["complaint_id"], cases["contacts_to_fix"], strict=True)
        for number, contact in enumerate(_contacts_of(count, random), 1)
    ]
    table = pd.DataFrame(rows, columns=["case_id", "ts", "channel", "repeated"])
    return in_random_order(blank_out(table, {"repeated": 0.08}, random), random)


def _contacts_of(count: float, random: np.random.RandomState) -> Iterator[tuple[str, int]]:
    """Yield the channel of each contact and whether the story was repeated (1 or 0)."""
    channel = random.choice(list(CHANNELS), p=list(CHANNELS.values()))
    yield channel, 0
    for _ in range(1, random.randint(2, 6) if np.isnan(count) else int(count)):
        switch = random.random_sample() < 0.55
        if switch:
            channel = random.choice([name for name in CHANNELS if name != channel])
        yield channel, int(random.random_sample() < (0.62 if switch else 0.2))


def deliveries() -> pd.DataFrame:
    """Return the app orders from November and December 2025 with their delivery dates, if any."""
    random = stream("deliveries")
    sent = orders().query("channel == 'app' and status != 'cancelled' and date >= '2025-11-01'")
    days = np.maximum(np.rint(4.2 * np.exp(random.normal(0, 0.55, len(sent)))), 1)
    days[random.random_sample(len(sent)) < 0.015] = -1
    arrived = sent["date"] + pd.to_timedelta(days, unit="D")
    open_ones = random.random_sample(len(sent)) < np.where(sent["date"] > "2025-12-20", 0.4, 0.03)
    table = sent[["order_id", "customer_id", "date"]].rename(columns={"date": "ordered"})
    return table.assign(delivered=arrived.mask(open_ones)).reset_index(drop=True)
