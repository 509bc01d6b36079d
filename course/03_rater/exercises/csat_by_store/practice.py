"""Ratings of two shops on a scale of five, with blanks."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    ratings = [5, 5, 4, 4, 3, 3, 2, 1, None]
    rows = [
        (random.choice(["Harbour", "Mill Lane"]), random.choice(ratings))
        for _ in range(random.randint(7, 9))
    ]
    return (pd.DataFrame(rows, columns=["store", "csat"]).astype({"csat": float}),)


PRACTICE = Practice(
    concept="metric.csat",
    prompt="What is the CSAT of both shops together (ratings of 4 and 5)?",
    draw=draw,
    number=lambda shares: shares["all"],
    unit="%",
    tolerance=0.05,
    because="It is the share of 4 and 5 among all ratings that were given.",
    mistakes={
        "overall_counts_blanks": "You divided by all rows. A blank is not a rating.",
        "three_is_satisfied": "You counted a 3 as satisfied. A 3 is in the middle.",
        "top_box_only": "You counted only the fives. The fours count, too.",
        "overall_mean_of_stores": "You took the mean of the two shops. The one with more ratings should count more.",
        "dissatisfied_share": "That is the share of people who are not satisfied.",
    },
)
