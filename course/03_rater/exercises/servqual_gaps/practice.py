"""Expected and perceived ratings of one dimension, with blanks."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    rows = [
        (name, "R", item, random.choice([5, 6, 7]), random.choice([None, 2, 3, 4, 5, 6]))
        for name, items in zip(
            ["Ana", "Ben", "Cleo"], random.choice([(3, 2, 1), (1, 3, 2), (2, 3, 1)])
        )
        for item in range(5, 5 + items)
    ]
    return (pd.DataFrame(rows, columns=["resp", "dim", "item", "E", "P"]).astype({"P": float}),)


PRACTICE = Practice(
    concept="servqual.gap_score",
    prompt="What is the gap of dimension R? Average within each person first.",
    draw=draw,
    number=lambda gaps: gaps["R"],
    tolerance=0.005,
    because="Take P − E for each complete pair, then the mean of each person, then the mean over all people.",
    mistakes={
        "expectation_minus_perception": "You subtracted the wrong way round. Where people get less than they expect, the gap is negative.",
        "pooled_statements": "You averaged all statements at once, so people who completed more of them count more.",
        "perception_only": "You averaged the perceptions. Subtract the expectations first.",
        "blank_is_zero": "You read a blank as 0. Without both ratings there is no gap.",
    },
)
