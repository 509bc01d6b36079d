"""What customers bought from 2023 to 2025, and the tables derived from their orders."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from grading_helpers.instructor.company.people import CUSTOMERS, buys, customers
from grading_helpers.instructor.company.randomness import stream
from grading_helpers.instructor.company.surveys import survey

FIRST_DAY, LAST_DAY = pd.Timestamp("2023-01-02"), pd.Timestamp("2025-12-31")
APP_LAUNCH = pd.Timestamp("2025-01-06")
STATUSES = {"completed": 0.91, "cancelled": 0.05, "refunded": 0.04}

# Orders per year, typical basket in EUR, margin as a share of it, yearly chance of leaving.
HABITS = {
    "Home": (4.0, 46.0, 0.36, 0.30),
    "Stud": (3.2, 27.0, 0.31, 0.55),
    "Biz": (8.0, 165.0, 0.29, 0.16),
}
# How a customer's need changes the number of orders and the size of a basket.
PACE = {"speed": (1.4, 0.85), "price": (1.1, 0.7), "advice": (0.6, 2.0), "returns": (0.95, 1.0)}
# How the chance of leaving depends on satisfaction: steep near the top, flat in the middle.
LEAVING_BY_CSAT = {1: 1.7, 2: 1.6, 3: 1.3, 4: 1.1, 5: 0.45}


@cache
def _orders() -> pd.DataFrame:
    random = stream("orders")
    people = customers()
    rates, leaving = _rates(people, random)
    rows = [
        (person, day)
        for person, signup, rate, risk in zip(
            people["customer_id"], people["signup_date"], rates, leaving, strict=True
        )
        if rate
        for day in _order_days(signup, rate, risk, random)
    ]
    table = pd.DataFrame(rows, columns=["customer_id", "date"])
    table = table[table["date"].between(FIRST_DAY, LAST_DAY)]
    table = table.sort_values(["date", "customer_id"], ignore_index=True)
    table.insert(0, "order_id", np.arange(10_001, 10_001 + len(table)))
    table.insert(2, "user_id", _users(table["customer_id"], random))
    return _with_baskets(table, people, random)


def orders() -> pd.DataFrame:
    """Return all orders, one row each, oldest first."""
    return _orders().copy()


def _rates(people: pd.DataFrame, random: np.random.RandomState) -> tuple[np.ndarray, np.ndarray]:
    """Return each customer's orders per year (0 if they never buy) and yearly chance of leaving."""
    habits = np.asarray([HABITS[segment] for segment in people["segment"]])
    pace = np.asarray([PACE.get(need, (1.0, 1.0))[0] for need in people["need"]])
    rates = habits[:, 0] * pace * np.exp(random.normal(0, 0.45, CUSTOMERS))
    csat = survey().set_index("customer_id")["csat"].reindex(people["customer_id"])
    return np.where(buys(), rates, 0), habits[:, 3] * csat.map(LEAVING_BY_CSAT).fillna(1).to_numpy()


def _order_days(
    signup: pd.Timestamp, rate: float, risk: float, random: np.random.RandomState
) -> list[pd.Timestamp]:
    """Return the dates of one customer's orders, from the first until they leave."""
    day = signup + pd.Timedelta(days=int(random.exponential(12)))
    gone = day + pd.Timedelta(days=int(365 * random.exponential(1 / risk)))
    days = [day]
    while (day := day + pd.Timedelta(days=1 + int(random.exponential(365 / rate)))) < gone:
        days.append(day)
    return days


def _users(buyers: pd.Series, random: np.random.RandomState) -> np.ndarray:
    """Return the user of each order: usually the buyer, sometimes somebody else or unknown."""
    others = np.asarray([f"P{number:04d}" for number in range(1, 2601)])
    customer = customers()["customer_id"].to_numpy()
    draw = random.random_sample(len(buyers))
    users = buyers.to_numpy(dtype=object)
    users = np.where(draw < 0.24, random.choice(others, len(buyers)), users)
    users = np.where(draw < 0.03, random.choice(customer, len(buyers)), users)
    return np.where(draw > 0.84, np.nan, users)


def _with_baskets(
    table: pd.DataFrame, people: pd.DataFrame, random: np.random.RandomState
) -> pd.DataFrame:
    """Add channel, status, amount and margin in EUR."""
    buyer = people.set_index("customer_id").loc[table["customer_id"]]
    habits = np.asarray([HABITS[segment] for segment in buyer["segment"]])
    size = np.asarray([PACE.get(need, (1.0, 1.0))[1] for need in buyer["need"]])
    amount = np.maximum(habits[:, 1] * size * np.exp(random.normal(0, 0.5, len(table))), 2)
    margin = amount * np.clip(habits[:, 2] + random.normal(0, 0.05, len(table)), 0.05, 0.6)
    draw = random.random_sample(len(table))
    app = (table["date"] >= APP_LAUNCH) & (draw < np.where(buyer["segment"] == "Biz", 0.2, 0.42))
    channel = np.where(app, "app", np.where(draw > 0.86, "phone", "shop"))
    status = random.choice(list(STATUSES), len(table), p=list(STATUSES.values()))
    return table.assign(
        channel=channel, status=status, amount=amount.round(2), margin=margin.round(2)
    )


def completed(year: int | None = None) -> pd.DataFrame:
    """Return the completed orders, optionally of a single year."""
    table = orders()
    table = table[table["status"] == "completed"]
    return table if year is None else table[table["date"].dt.year == year]


def app_orders() -> pd.DataFrame:
    """Return the completed orders from the app's first six months."""
    table = completed(2025)
    early = (table["channel"] == "app") & (table["date"] < "2025-07-01")
    return table.loc[early, ["order_id", "customer_id", "date"]].reset_index(drop=True)


@cache
def _referrals() -> pd.DataFrame:
    random = stream("referrals")
    table = completed(2025)
    counts = table["customer_id"].value_counts().sort_index()
    loyal = survey().set_index("customer_id")["nps"].reindex(counts.index).fillna(6)
    chance = np.clip(0.025 * counts * (loyal / 6) ** 2, 0, 0.5)
    people = counts.index[random.random_sample(len(counts)) < chance].to_numpy()
    fans = customers().loc[~buys(), "customer_id"].tail(400)
    again = random.choice(people, len(people) // 5)
    everyone = np.concatenate([people, again, random.choice(fans, 6, replace=False)])
    days = pd.to_timedelta(random.randint(250, 365, len(everyone)), unit="D")
    dates = pd.Timestamp("2025-01-01") + days
    table = pd.DataFrame({"customer_id": everyone, "date": dates})
    return table.sort_values(["date", "customer_id"], ignore_index=True)


def referrals() -> pd.DataFrame:
    """Return the successful referrals of 2025, one row each."""
    return _referrals().copy()


def crm() -> pd.DataFrame:
    """Return everybody who opened an account in 2025, as of 31 December."""
    people = customers().query("signup_date >= '2025-01-01'").reset_index(drop=True)
    bought = completed(2025)
    quarters = pd.crosstab(bought["customer_id"], "q" + bought["date"].dt.quarter.astype(str))
    quarters = quarters.reindex(people["customer_id"], fill_value=0).reset_index(drop=True)
    named = referrals()["customer_id"].value_counts()
    known = people[["customer_id", "has_need", "can_pay"]].rename(columns={"has_need": "need"})
    count = people["customer_id"].map(named).fillna(0).astype(int)
    return pd.concat([known, quarters], axis=1).assign(referrals=count)


def members() -> pd.DataFrame:
    """Return the delivery club's members in the last quarter of 2025; three rows occur twice."""
    random = stream("members")
    people = random.choice(completed(2025)["customer_id"].unique(), 912, replace=False)
    kinds = [(1, 1, 0), (1, 0, 0), (0, 1, 1), (0, 0, 1), (1, 1, 1)]
    chosen = random.choice(len(kinds), len(people), p=[0.64, 0.175, 0.14, 0.03, 0.015])
    flags = np.asarray(kinds)[chosen]
    table = pd.DataFrame(flags, columns=["at_start", "at_end", "joined"])
    table.insert(0, "customer_id", people)
    twice = table.sample(3, random_state=random)
    return pd.concat([table, twice]).sort_values("customer_id", ignore_index=True)


def offers() -> pd.DataFrame:
    """Return the recipients of one mailing and whether they bought."""
    random = stream("offers")
    plan = {"existing": (880, 0.52), "lapsed": (410, 0.235), "new": (1130, 0.071)}
    groups = np.repeat(list(plan), [size for size, _ in plan.values()])
    chance = np.asarray([plan[group][1] for group in groups])
    bought = (random.random_sample(len(groups)) < chance).astype(int)
    table = pd.DataFrame({"group": groups, "bought": bought})
    partner = pd.DataFrame({"group": ["partner"] * 14, "bought": 0})
    table = pd.concat([table, partner]).sample(frac=1, random_state=random, ignore_index=True)
    table.insert(0, "contact_id", np.arange(1, len(table) + 1))
    return table


def segments() -> pd.DataFrame:
    """Return yearly margin and retention of each segment; Hotel is planned and has neither."""
    people = customers().set_index("customer_id")["segment"]
    now, before = completed(2025), completed(2024)["customer_id"].unique()
    margin = now.groupby("customer_id")["margin"].sum()
    per_head = margin.groupby(people.loc[margin.index].to_numpy()).mean().round(2)
    stayed = pd.Series(before).isin(now["customer_id"]).groupby(people.loc[before].to_numpy())
    table = pd.DataFrame({"margin": per_head, "retention": stayed.mean().round(3)})
    table.loc["Hotel"] = np.nan
    return table.rename_axis("segment").reset_index()


def personas() -> pd.DataFrame:
    """Return the buyers of 2025 with need, orders, spend in EUR and age."""
    bought = completed(2025).groupby("customer_id")["amount"].agg(["count", "sum"])
    people = customers().set_index("customer_id").loc[bought.index]
    table = pd.DataFrame({"need": people["need"], "orders": bought["count"].astype(float)})
    table = table.assign(spend=bought["sum"].round(2), age=people["age"])
    unmerged = stream("personas").random_sample(len(table)) < 0.04
    return table.assign(orders=table["orders"].mask(unmerged)).reset_index()
