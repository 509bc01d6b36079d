"""Mentions of a few people, of whom some voice a need twice and some voice none."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    people = random.sample(["Ana", "Ben", "Cleo", "Dev", "Eva", "Finn"], 5)
    needs = ["speed", "speed", "price", "advice", None]
    rows = [(random.choice(people), random.choice(needs)) for _ in range(random.randint(7, 9))]
    return (pd.DataFrame(rows, columns=["customer_id", "need"]),)


PRACTICE = Practice(
    concept="cust.needs",
    prompt="What share of the people who voiced any need voiced speed?",
    draw=draw,
    number=lambda shares: shares["speed"],
    unit="%",
    tolerance=0.05,
    because="Count each person once, among those who voiced speed and among those who voiced any need.",
    mistakes={
        "share_of_mentions": "You counted mentions. Somebody who says it twice is still one person.",
        "people_over_mentions": "You divided people by mentions. Count the same thing in the numerator and in the denominator.",
        "base_with_the_untagged": "You divided by everybody in the table. Those who voiced no need tell us nothing about needs.",
        "mentions_over_people": "You divided mentions by people. Count each person only once for a need.",
    },
)
