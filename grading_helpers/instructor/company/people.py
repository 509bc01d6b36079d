"""The people with an account at Hollin & Reed: age, need, means, and whether they ever buy."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from grading_helpers.instructor.company.randomness import stream

CUSTOMERS = 4000
SEGMENTS = {"Home": 0.62, "Stud": 0.26, "Biz": 0.12}
NEEDS = {"speed": 0.33, "price": 0.24, "advice": 0.18, "returns": 0.14, "choice": 0.11}
NEVER_BOUGHT = 0.18
MEAN_AGE = {"Home": (47, 13), "Stud": (22, 2.5), "Biz": (44, 10)}


@cache
def _customers() -> pd.DataFrame:
    random = stream("customers")
    days = random.randint(0, 1400, CUSTOMERS)
    table = pd.DataFrame(
        {
            "customer_id": [f"C{number:04d}" for number in range(1, CUSTOMERS + 1)],
            "segment": random.choice(list(SEGMENTS), CUSTOMERS, p=list(SEGMENTS.values())),
            "signup_date": pd.Timestamp("2022-01-03") + pd.to_timedelta(days, unit="D"),
        }
    )
    return table.assign(age=_ages(table["segment"]), need=_needs(), **_prospects())


def customers() -> pd.DataFrame:
    """Return everyone who has an account, one row each."""
    return _customers().copy()


def _ages(segments: pd.Series) -> np.ndarray:
    """Return ages in years; three are impossible because of typing errors."""
    random = stream("ages")
    middle, spread = np.asarray([MEAN_AGE[segment] for segment in segments]).T
    ages: np.ndarray = np.clip(np.rint(random.normal(middle, spread)), 18, 86).astype(int)
    ages[random.choice(CUSTOMERS, 3, replace=False)] = [0, 119, 131]
    return ages


def _needs() -> np.ndarray:
    """Return the main need of each customer, unknown for one in eleven."""
    random = stream("needs")
    needs = random.choice(list(NEEDS), CUSTOMERS, p=list(NEEDS.values())).astype(object)
    needs[random.random_sample(CUSTOMERS) < 0.09] = np.nan
    return needs


def buys() -> np.ndarray:
    """Return whether each customer ever buys anything."""
    return np.asarray(stream("buyers").random_sample(CUSTOMERS) >= NEVER_BOUGHT)


def _prospects() -> dict[str, np.ndarray]:
    """Return whether prospects have the need and the money, if known; buyers have both."""
    random = stream("prospects")
    buyer = buys()
    columns = {}
    for column, known, yes in (("has_need", 0.6, 0.75), ("can_pay", 0.55, 0.8)):
        answer = (random.random_sample(CUSTOMERS) < yes).astype(float)
        answer[random.random_sample(CUSTOMERS) > known] = np.nan
        asked = random.random_sample(CUSTOMERS) < 0.7
        columns[column] = np.where(buyer, np.where(asked, 1.0, np.nan), answer)
    return columns
