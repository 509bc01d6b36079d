"""Counts of people by Kano category for one feature."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    counts = [random.randint(1, 20) for _ in "AOMIRQ"]
    return (pd.DataFrame([["gift wrapping", *counts]], columns=["feature", *"AOMIRQ"]),)


PRACTICE = Practice(
    concept="kano.better_worse",
    prompt="What is the Better coefficient of gift wrapping?",
    draw=draw,
    number=lambda found: found["gift wrapping"][0],
    tolerance=0.005,
    because="It is (A + O) ÷ (A + O + M + I). R and Q are left out.",
    mistakes={
        "all_six_in_the_base": "You divided by all people. R and Q do not belong there.",
        "indifferent_left_out": "You left the indifferent out of the denominator. They gave a clear answer, so they count.",
        "single_categories": "You took A alone. Which other category pleases people when the feature is there?",
        "a_and_m_mixed_up": "You mixed up A and M. A must-be feature is taken for granted, so it does not please anybody.",
        "r_in_the_base": "You counted R in the denominator. R and Q are left out.",
    },
)
