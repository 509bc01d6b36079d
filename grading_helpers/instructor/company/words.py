"""What customers say and write: needs, and short reviews built from parts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from grading_helpers.instructor.company.people import NEEDS, customers
from grading_helpers.instructor.company.randomness import blank_out, in_random_order, stream
from grading_helpers.instructor.company.trade import completed

PRODUCTS = ["desk lamp", "linen set", "saucepan", "bookshelf", "rug", "kettle"]
SOURCES = {"website": 0.5, "app": 0.3, "map service": 0.2}
REVIEWS = 360
VOICED = {"survey": 0.4, "ticket": 0.24, "review": 0.2, "interview": 0.06, "purchase_log": 0.1}

# Comments on the product, the delivery and the staff, by mood.
SAID = {
    "good": [
        ["Lovely {}.", "The {} is great.", "A solid {}, well made.", "Not bad at all, this {}."],
        ["Came quickly.", "Fast delivery.", "It arrived on time.", ""],
        ["Friendly staff.", "Helpful people on the phone.", "", ""],
    ],
    "mixed": [
        ["The {} is fine.", "Good {}, poor box.", "The {} is not great, not bad."],
        ["It came late.", "Delivery was slow.", "Late, but it came.", ""],
        ["Staff were polite.", "", ""],
    ],
    "bad": [
        ["The {} is not good.", "Poor {}.", "The {} broke within a week.", "Great {}, in theory."],
        ["It came late.", "A week late.", "Slow delivery, no message.", ""],
        [
            "Nobody answered the helpline.",
            "The helpline was not helpful.",
            "Rude on the phone.",
            "",
        ],
    ],
}
STARS = {"good": [4, 5, 5, 5], "mixed": [2, 3, 3, 4], "bad": [1, 1, 2, 4]}


def reviews() -> pd.DataFrame:
    """Return reviews with stars and text, which do not always agree."""
    random = stream("reviews")
    people = completed(2025)["customer_id"].drop_duplicates()
    people = people.sample(REVIEWS, random_state=random)
    moods = random.choice(["good", "mixed", "bad"], REVIEWS, p=[0.52, 0.2, 0.28])
    products = random.choice(PRODUCTS, REVIEWS)
    return pd.DataFrame(
        {
            "review_id": np.arange(1, REVIEWS + 1),
            "customer_id": people.to_numpy(),
            "product": products,
            "stars": [random.choice(STARS[mood]) for mood in moods],
            "text": [_text(m, p, random) for m, p in zip(moods, products, strict=True)],
            "source": random.choice(list(SOURCES), REVIEWS, p=list(SOURCES.values())),
        }
    )


def _text(mood: str, product: str, random: np.random.RandomState) -> str:
    parts = [random.choice(part) for part in SAID[mood]]
    return " ".join(part.format(product) for part in parts if part)


def mentions() -> pd.DataFrame:
    """Return the needs that customers mentioned on any channel, one row per mention."""
    random = stream("mentions")
    people = customers().sample(1450, random_state=random)
    rows = [
        (
            person,
            random.choice(list(VOICED), p=list(VOICED.values())),
            _voiced(need, random),
        )
        for person, need in zip(people["customer_id"], people["need"], strict=True)
        for _ in range(1 + random.poisson(1.1))
    ]
    table = pd.DataFrame(rows, columns=["customer_id", "channel", "need"])
    return in_random_order(blank_out(table, {"need": 0.14}, random), random)


def _voiced(need: object, random: np.random.RandomState) -> object:
    """Return the need a customer mentions: usually their own, sometimes another."""
    if isinstance(need, str) and random.random_sample() < 0.62:
        return need
    return random.choice(list(NEEDS), p=list(NEEDS.values()))
