"""Names the letters with np.select."""

import numpy as np


def swot_letters(factors):
    if not factors["factor"].is_unique:
        raise ValueError("a factor is listed twice")
    inside, helpful = factors["inside"], factors["helpful"]
    letters = np.select(
        [
            (inside == 1) & (helpful == 1),
            (inside == 1) & (helpful == 0),
            (inside == 0) & (helpful == 1),
            (inside == 0) & (helpful == 0),
        ],
        ["S", "W", "O", "T"],
        "unclear",
    )
    return dict(zip(factors["factor"], letters))
