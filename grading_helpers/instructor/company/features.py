"""What customers think of features: Kano's pairs of questions, this year and last."""

from __future__ import annotations

import numpy as np
import pandas as pd

from grading_helpers.instructor.company.randomness import stream

KANO_RESPONDENTS = 120

# How many people gave each kind of answer about a feature. Two features are deliberately tied.
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


def kano() -> pd.DataFrame:
    """Return the pairs of Kano answers, in random order."""
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
    """Return pairs in which one of the two answers is missing."""
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
