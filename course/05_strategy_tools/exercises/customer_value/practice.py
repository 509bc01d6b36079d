"""Ratings of us and of a rival on four attributes with weights."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    attrs = random.sample(["quality", "range", "advice", "delivery", "returns"], 3)
    rows = [
        (attr, random.randrange(10, 60, 10), random.randint(3, 10), random.randint(3, 10))
        for attr in attrs
    ]
    return (
        pd.DataFrame(rows, columns=["attr", "weight", "us", "rival"]).astype(
            {"us": float, "rival": float}
        ),
        100,
        100,
    )


PRACTICE = Practice(
    concept="value.cva",
    prompt="What is our quality ratio to the rival?",
    draw=draw,
    number=lambda found: found["quality_ratio"],
    tolerance=0.005,
    because="Divide our rating by the rival's for each attribute, and weight the results with the shares of the points.",
    mistakes={
        "unweighted": "You left out the weights. An attribute that matters more should count more.",
        "ratio_of_weighted_sums": "You divided the weighted sums. Work out a ratio for each attribute first, and weight the ratios.",
        "ratings_turned_round": "You divided the rival's ratings by ours. Turn them round.",
        "differences": "You took differences. The task asks for ratios.",
    },
)
