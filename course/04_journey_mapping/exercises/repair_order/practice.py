"""Touchpoints with their visits and CSAT, and a target."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    names = random.sample(["till", "helpline", "delivery", "returns", "search", "chat"], 4)
    rows = [(name, random.randrange(40, 900, 20), random.randrange(40, 95, 5)) for name in names]
    return pd.DataFrame(rows, columns=["touchpoint", "visits", "csat"]).astype(
        {"csat": float}
    ), random.choice([75, 80, 85])


PRACTICE = Practice(
    concept="journey.pain_point",
    prompt="The target is a CSAT of {1} per cent. How large is the largest shortfall, in contacts a month?",
    draw=draw,
    number=lambda found: found["ranked"][0][1],
    unit="contacts",
    tolerance=0.05,
    because="Work out visits × (target − CSAT) ÷ 100 for each touchpoint below the target, and take the largest.",
    mistakes={
        "points_without_visits": "That is a difference in points. How many contacts does it concern?",
        "dissatisfied_contacts": "You counted all dissatisfied contacts. Count only those that are missing to reach the target.",
        "lowest_score_first": "You took the touchpoint with the lowest CSAT. Few visits may make it the smaller problem.",
        "relative_to_the_target": "You divided by the target. Divide by 100, because CSAT is in per cent.",
        "not_divided": "You did not divide by 100. CSAT is in per cent.",
    },
)
