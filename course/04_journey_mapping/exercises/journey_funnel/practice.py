"""Contacts of a few customers on their way; not each stage was seen."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    stages = ["awareness", "consideration", "consideration", "purchase", "use", "loyalty"]
    people = ["Ana", "Ben", "Cleo", "Dev", "Eva"]
    rows = [
        (random.choice(people), day, random.choice(stages))
        for day in range(1, random.randint(9, 11))
    ]
    return (pd.DataFrame(rows, columns=["customer_id", "ts", "stage"]),)


PRACTICE = Practice(
    concept="journey.funnel",
    prompt="Of the customers who reached consideration or went beyond, what share reached purchase? (Stages: awareness, consideration, purchase, use, loyalty.)",
    draw=draw,
    number=lambda funnel: funnel["step"][1],
    unit="%",
    tolerance=0.05,
    because="Everybody counts in every stage up to the furthest one in which they were seen.",
    mistakes={
        "only_observed_stages": "You counted only customers who were seen in the stage. Those who went beyond it count, too.",
        "steps_from_the_first": "You divided by those who reached awareness. The step starts one stage later.",
        "losses": "That is the share of customers who were lost on this step.",
    },
)
