"""Two segments with a margin a year and a retention, and a discount rate."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    rows = [
        (name, random.randrange(20, 200, 5), random.choice([0.5, 0.6, 0.7, 0.75, 0.8, 0.9]))
        for name in ("Gold", "Oak")
    ]
    random.shuffle(rows)
    return pd.DataFrame(rows, columns=["segment", "margin", "retention"]), random.choice(
        [0.05, 0.1, 0.15, 0.2]
    )


PRACTICE = Practice(
    concept="metric.clv",
    prompt="The discount rate is {1}. What is the lifetime value of a Gold customer, if the first margin comes in a year?",
    draw=draw,
    number=lambda values: values["Gold"],
    unit="EUR",
    tolerance=0.5,
    because="margin × retention ÷ (1 + rate − retention)",
    mistakes={
        "immediate_first_margin": "You added a margin today. In this formula the first one comes in a year, if the customer stays.",
        "undiscounted": "You left out the discount rate. A euro next year is worth less than one today.",
        "churn_for_retention": "You used churn where the formula has retention.",
        "missing_bracket": "You left out the brackets. The denominator is all of 1 + rate − retention.",
        "rate_subtracted": "You subtracted the discount rate. A higher rate must make the value smaller.",
    },
)
