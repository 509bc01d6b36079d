"""Ratings of two segments, one of which answered more often than its share of the base."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    home, business = random.randint(3, 5), random.randint(1, 3)
    segments = ["Home"] * home + ["Business"] * business
    random.shuffle(segments)
    ratings = [random.randint(1, 5) for _ in segments]
    share = random.choice([0.2, 0.25, 0.3, 0.4, 0.6])
    table = pd.DataFrame({"segment": segments, "csat": ratings})
    return table, {"Home": share, "Business": round(1 - share, 2)}


PRACTICE = Practice(
    concept="cust.satisfaction",
    prompt="Home is {1[Home]} of the customer base and Business {1[Business]}. What is the mean satisfaction, weighted as in the base?",
    draw=draw,
    number=lambda mean: mean,
    tolerance=0.005,
    because="Multiply the mean of each segment by its share of the base, and add up.",
    mistakes={
        "plain_mean": "You took the mean of all ratings, so the segment with most answers counts most.",
        "mean_of_means": "You took the middle between the two segment means, as if both segments were equally large.",
        "base_share_as_weight": "You gave each row the share of its whole segment. The rows of a segment have to divide that share among them.",
        "weights_inverted": "You turned the weights round, so that the segment with most answers counts even more.",
    },
)
