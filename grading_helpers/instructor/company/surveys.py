"""What customers answer in surveys: satisfaction, recommendation, effort, expectations."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from grading_helpers.instructor.company.people import customers
from grading_helpers.instructor.company.randomness import blank_out, rounded, stream

SURVEYED = 2400
POPUP_ANSWERS = 620

# Share of the answers and mean satisfaction (1-5) of each segment in the app's pop-up.
POPUP = {"Stud": (0.58, 4.2), "Home": (0.37, 3.6), "Biz": (0.05, 2.8)}

STORES = {
    "Castle Street": (0.30, 4.1),
    "Harbour": (0.22, 3.9),
    "Mill Lane": (0.18, 3.2),
    "Northgate": (0.16, 4.4),
    "Old Town": (0.14, 3.7),
}
NEW_STORE = "Riverside"


def survey() -> pd.DataFrame:
    """Return the spring survey, one row per response, blank where a question was skipped."""
    return _survey().copy()


@cache
def _survey() -> pd.DataFrame:
    random = stream("survey")
    people = customers().sample(SURVEYED, random_state=random).reset_index(drop=True)
    shares, levels = zip(*STORES.values(), strict=True)
    shop = random.choice(len(STORES), SURVEYED, p=shares)
    mood = random.normal(0, 0.9, SURVEYED) + np.asarray(levels)[shop]
    table = pd.DataFrame(
        {
            "resp": np.arange(1, SURVEYED + 1),
            "customer_id": people["customer_id"],
            "segment": people["segment"],
            "store": np.asarray(list(STORES))[shop],
            "csat": rounded(mood, 1, 5),
            "nps": rounded(mood * 2.2 - 0.6 + random.normal(0, 1.2, SURVEYED), 0, 10),
            "ces": rounded(mood * 1.3 + random.normal(0, 0.8, SURVEYED), 1, 7),
        }
    )
    table = blank_out(table, {"csat": 0.06, "nps": 0.09, "ces": 0.12}, random)
    newest = random.choice(SURVEYED, 17, replace=False)
    table.loc[newest, ["store", "csat", "nps", "ces"]] = [NEW_STORE, np.nan, np.nan, np.nan]
    return table.assign(**_expectations(table["csat"], table["store"] == NEW_STORE))


def _expectations(csat: pd.Series, new: pd.Series) -> dict[str, object]:
    """Return the day of each answer, the expectation and the experience (1-5)."""
    random = stream("expectations")
    days = pd.to_timedelta(random.randint(0, 28, SURVEYED), unit="D")
    expect = rounded(random.normal(3.6, 0.8, SURVEYED), 1, 5)
    mood = csat.fillna(csat.mean()) - 3.7
    perform = rounded(expect + 0.75 * mood + random.normal(0, 0.6, SURVEYED), 1, 5)
    pairs = pd.DataFrame({"expect": expect, "perform": perform})
    pairs = blank_out(pairs, {"expect": 0.05, "perform": 0.08}, random)
    pairs.loc[new, "perform"] = np.nan
    return {"date": pd.Timestamp("2026-03-02") + days, **pairs.to_dict("series")}


def popup_survey() -> pd.DataFrame:
    """Return the app's pop-up survey, in which students are over-represented."""
    random = stream("popup")
    segments = random.choice(list(POPUP), POPUP_ANSWERS, p=[share for share, _ in POPUP.values()])
    level = np.asarray([POPUP[segment][1] for segment in segments])
    csat = rounded(random.normal(level, 0.9), 1, 5)
    table = pd.DataFrame({"resp": np.arange(1, POPUP_ANSWERS + 1), "segment": segments})
    return blank_out(table.assign(csat=csat), {"csat": 0.07}, random)
