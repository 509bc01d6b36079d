"""How customers judge service: SERVQUAL, and importance and performance of attributes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from grading_helpers.instructor.company.randomness import blank_out, rounded, stream

SERVQUAL_RESPONDENTS = 240

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
    """Return one expectation and one perception on the 1-7 scale.

    Parameters
    ----------
    dimension : str
        A letter of RATER, such as ``"R"``.
    strictness, luck : float
        How many scale points more than others this person expects, and how much better the
        service was for them.
    random : RandomState
        The random stream of the table.
    """
    expected = EXPECTED_LEVEL[dimension] + strictness + random.normal(0, 0.6)
    perceived = expected + PERCEIVED_SHIFT[dimension] + luck + random.normal(0, 0.9)
    return int(rounded(expected, 1, 7)), int(rounded(perceived, 1, 7))


def servqual_points() -> pd.DataFrame:
    """Return how respondents split 100 points, and their own gap on each dimension."""
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


def attributes() -> pd.DataFrame:
    """Return the mean importance and performance of each attribute."""
    rows = [(name, *means) for name, means in ATTRIBUTES.items()]
    return pd.DataFrame(rows, columns=["attr", "imp", "perf"])
