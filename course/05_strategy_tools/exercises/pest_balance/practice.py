"""Factors with impact, likelihood and direction; one of them legal, one internal."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    kinds = [
        ("political", random.choice(["opportunity", "threat"])),
        ("political", random.choice(["opportunity", "threat"])),
        ("legal", random.choice(["opportunity", "threat"])),
        ("political", "internal"),
        ("economic", random.choice(["opportunity", "threat"])),
    ]
    random.shuffle(kinds)
    rows = [
        (
            f"factor {place}",
            cat,
            random.randint(1, 5),
            random.choice([0.1, 0.2, 0.25, 0.4, 0.5, 0.75, 0.8]),
            direction,
        )
        for place, (cat, direction) in enumerate(kinds, start=1)
    ]
    return (pd.DataFrame(rows, columns=["factor", "cat", "impact", "likelihood", "direction"]),)


PRACTICE = Practice(
    concept="strat.pest",
    prompt="What is the balance of the political factors? They include the legal ones.",
    draw=draw,
    number=lambda found: found["political"],
    tolerance=0.005,
    because="Add up impact × likelihood, with + for opportunities and − for threats. Leave out internal factors.",
    mistakes={
        "likelihood_ignored": "You left out the likelihood. Something that hardly ever happens should count less.",
        "signs_lost": "You added threats to opportunities. They pull in opposite directions.",
        "internal_is_a_threat": "You subtracted the internal factor. PEST is about the world outside.",
        "legal_and_environmental_dropped": "You left out the legal factor. In this course it counts as political.",
        "means": "You took the mean. The balance is the sum.",
    },
)
