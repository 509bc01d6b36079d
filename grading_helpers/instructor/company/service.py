"""What customers say in surveys: satisfaction, SERVQUAL, Kano, importance and performance."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from grading_helpers.instructor.company.people import customers
from grading_helpers.instructor.company.randomness import blank_out, stream, whole

SURVEYED = 2400
SERVQUAL_RESPONDENTS = 240
KANO_RESPONDENTS = 120
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

# Items of each dimension in the order of the 1988 questionnaire.
SERVQUAL_ITEMS = {
    "T": range(1, 5),
    "R": range(5, 10),
    "S": range(10, 14),
    "A": range(14, 18),
    "E": range(18, 23),
}
EXPECTED_LEVEL = {"R": 6.4, "A": 5.9, "T": 4.8, "E": 5.4, "S": 6.1}
PERCEIVED_SHIFT = {"R": -1.3, "A": -0.1, "T": 0.7, "E": -0.4, "S": -0.8}
TYPICAL_POINTS = {"R": 33, "A": 18, "T": 11, "E": 16, "S": 22}

# How many people gave each kind of answer about a feature; two features are tied on purpose.
KANO_COUNTS = {
    "correct bill": {"M": 71, "O": 24, "A": 4, "I": 17, "R": 0, "Q": 1},
    "delivery on the promised day": {"M": 48, "O": 48, "A": 6, "I": 14, "R": 0, "Q": 1},
    "order tracking": {"M": 51, "O": 34, "A": 14, "I": 16, "R": 1, "Q": 1},
    "live chat": {"M": 9, "O": 39, "A": 39, "I": 26, "R": 3, "Q": 1},
    "hand-written thank-you note": {"M": 1, "O": 8, "A": 66, "I": 38, "R": 2, "Q": 2},
    "printed catalogue": {"M": 3, "O": 5, "A": 14, "I": 83, "R": 10, "Q": 2},
    "music in the shops": {"M": 2, "O": 3, "A": 11, "I": 43, "R": 55, "Q": 3},
}
UNASKED_FEATURE = "voice ordering"
KANO_CELLS = {
    "A": [(1, 2), (1, 3), (1, 4)],
    "O": [(1, 5)],
    "M": [(2, 5), (3, 5), (4, 5)],
    "I": [(i, j) for i in (2, 3, 4) for j in (2, 3, 4)],
    "R": [(2, 1), (3, 1), (4, 1), (5, 1), (5, 2), (5, 3), (5, 4)],
    "Q": [(1, 1), (5, 5)],
}

ATTRIBUTES = {
    "delivery on time": (9.1, 6.2),
    "correct orders": (8.9, 7.9),
    "helpline waiting time": (8.3, 5.8),
    "staff knowledge": (7.8, 8.1),
    "price": (8.4, 7.4),
    "easy returns": (7.7, 6.4),
    "range of goods": (7.4, None),
    "app": (6.9, 7.1),
    "shop design": (5.2, 8.3),
    "opening hours": (6.3, 7.5),
    "gift wrapping": (3.9, 8.0),
    "newsletter": (2.8, 5.1),
}


def survey() -> pd.DataFrame:
    """Return the spring survey: one row per response, blanks where a question was skipped."""
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
            "csat": whole(mood, 1, 5),
            "nps": whole(mood * 2.2 - 0.6 + random.normal(0, 1.2, SURVEYED), 0, 10),
            "ces": whole(mood * 1.3 + random.normal(0, 0.8, SURVEYED), 1, 7),
        }
    )
    table = blank_out(table, {"csat": 0.06, "nps": 0.09, "ces": 0.12}, random)
    newest = random.choice(SURVEYED, 17, replace=False)
    table.loc[newest, ["store", "csat", "nps", "ces"]] = [NEW_STORE, np.nan, np.nan, np.nan]
    return table.assign(**_expectations(table["csat"], table["store"] == NEW_STORE))


def _expectations(csat: pd.Series, new: pd.Series) -> dict[str, object]:
    """Return the day of each answer, what was expected and how it turned out (1-5)."""
    random = stream("expectations")
    days = pd.to_timedelta(random.randint(0, 28, SURVEYED), unit="D")
    expect = whole(random.normal(3.6, 0.8, SURVEYED), 1, 5)
    mood = csat.fillna(csat.mean()) - 3.7
    perform = whole(expect + 0.75 * mood + random.normal(0, 0.6, SURVEYED), 1, 5)
    pairs = pd.DataFrame({"expect": expect, "perform": perform})
    pairs = blank_out(pairs, {"expect": 0.05, "perform": 0.08}, random)
    pairs.loc[new, "perform"] = np.nan
    return {"date": pd.Timestamp("2026-03-02") + days, **pairs.to_dict("series")}


def popup_survey() -> pd.DataFrame:
    """Return the pop-up survey of the app, which students answered far too often."""
    random = stream("popup")
    segments = random.choice(list(POPUP), POPUP_ANSWERS, p=[share for share, _ in POPUP.values()])
    level = np.asarray([POPUP[segment][1] for segment in segments])
    csat = whole(random.normal(level, 0.9), 1, 5)
    table = pd.DataFrame({"resp": np.arange(1, POPUP_ANSWERS + 1), "segment": segments})
    return blank_out(table.assign(csat=csat), {"csat": 0.07}, random)


def servqual() -> pd.DataFrame:
    """Return 22 pairs of expectation and perception per respondent, one row per pair."""
    random = stream("servqual")
    rows = [
        (person, dimension, item, *answer_pair(dimension, strictness, luck, random))
        for person, strictness, luck in zip(
            range(1, SERVQUAL_RESPONDENTS + 1),
            random.normal(0, 0.5, SERVQUAL_RESPONDENTS),
            random.normal(0, 0.7, SERVQUAL_RESPONDENTS),
            strict=True,
        )
        for dimension, items in SERVQUAL_ITEMS.items()
        for item in items
    ]
    table = pd.DataFrame(rows, columns=["resp", "dim", "item", "E", "P"])
    table = blank_out(table, {"E": 0.01, "P": 0.04}, random)
    for person in random.choice(SERVQUAL_RESPONDENTS, 9, replace=False) + 1:
        skipped = random.choice(list(SERVQUAL_ITEMS))
        table.loc[(table["resp"] == person) & (table["dim"] == skipped), "P"] = np.nan
    return table


def answer_pair(
    dimension: str, strictness: float, luck: float, random: np.random.RandomState
) -> tuple[int, int]:
    """Return one expectation and one perception on the 1-7 scale."""
    expected = EXPECTED_LEVEL[dimension] + strictness + random.normal(0, 0.6)
    perceived = expected + PERCEIVED_SHIFT[dimension] + luck + random.normal(0, 0.9)
    return int(whole(expected, 1, 7)), int(whole(perceived, 1, 7))


def servqual_points() -> pd.DataFrame:
    """Return how respondents split 100 points, beside their own gap on each dimension."""
    random = stream("points")
    pairs = servqual().dropna()
    gaps = (pairs["P"] - pairs["E"]).groupby([pairs["resp"], pairs["dim"]]).mean().unstack()
    gaps = gaps[list(TYPICAL_POINTS)].dropna()
    table = pd.DataFrame(
        [
            (person, dimension, points, round(float(gap), 3))
            for person, row in gaps.iterrows()
            for dimension, points, gap in zip(row.index, split_points(random), row, strict=True)
        ],
        columns=["resp", "dim", "points", "gap"],
    )
    careless = random.choice(table["resp"].unique(), 21, replace=False)
    wrong = table["resp"].isin(careless) & (table["dim"] == "E")
    table.loc[wrong, "points"] += random.choice([-10, 5, 10, 20], wrong.sum())
    return table


def split_points(random: np.random.RandomState) -> list[int]:
    """Return five whole numbers, in steps of five, that add up to 100."""
    wanted = np.asarray(list(TYPICAL_POINTS.values()), float)
    shares = random.dirichlet(wanted / 6) * 20
    points = np.floor(shares).astype(int)
    for largest in np.argsort(points - shares)[: 20 - points.sum()]:
        points[largest] += 1
    return [int(5 * point) for point in points]


def kano() -> pd.DataFrame:
    """Return the pairs of Kano answers, shuffled as they came in."""
    random = stream("kano")
    rows = []
    for feature, counts in KANO_COUNTS.items():
        categories = np.repeat(list(counts), list(counts.values()))
        people = random.permutation(KANO_RESPONDENTS)[: len(categories)] + 1
        for person, category in zip(people, categories, strict=True):
            cells = KANO_CELLS[category]
            rows.append((person, feature, *cells[random.randint(len(cells))]))
    table = pd.DataFrame(rows, columns=["resp", "feature", "func", "dysf"])
    table = pd.concat([table, unfinished_pairs(table, random)], ignore_index=True)
    return table.sample(frac=1, random_state=random).reset_index(drop=True)


def unfinished_pairs(table: pd.DataFrame, random: np.random.RandomState) -> pd.DataFrame:
    """Return the pairs in which one of the two questions was left blank."""
    asked = {
        feature: sorted(set(range(1, KANO_RESPONDENTS + 1)) - set(rows["resp"]))
        for feature, rows in table.groupby("feature")
    }
    asked[UNASKED_FEATURE] = list(range(1, 7))
    rows = [
        (person, feature, *random.permutation([random.randint(1, 6), np.nan]))
        for feature, people in asked.items()
        for person in people
    ]
    return pd.DataFrame(rows, columns=table.columns)


def kano_last_year() -> pd.DataFrame:
    """Return last year's study, of which only the counts were kept."""
    rows = [
        ("correct bill", 6, 27, 68, 15, 1, 3),
        ("delivery on the promised day", 17, 48, 27, 24, 2, 2),
        ("order tracking", 47, 31, 14, 25, 1, 2),
        ("live chat", 51, 24, 6, 33, 4, 2),
        ("hand-written thank-you note", 58, 6, 0, 51, 3, 2),
        ("printed catalogue", 22, 11, 4, 71, 9, 3),
        ("music in the shops", 14, 4, 2, 52, 45, 3),
        ("scratch-card receipts", 0, 0, 0, 0, 9, 3),
    ]
    return pd.DataFrame(rows, columns=["feature", "A", "O", "M", "I", "R", "Q"])


def attributes() -> pd.DataFrame:
    """Return mean importance and mean performance of what customers judge."""
    rows = [(name, *means) for name, means in ATTRIBUTES.items()]
    return pd.DataFrame(rows, columns=["attr", "imp", "perf"])
