"""Answers to the question about recommending, from two segments and with blanks."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    answers = [8, 8, 6, None, random.choice([9, 10])]
    answers += random.choices([10, 10, 9, 9, 7, 5, 3, 0], k=random.randint(3, 4))
    random.shuffle(answers)
    rows = [(random.choice(["Club", "Guest"]), answer) for answer in answers]
    return (pd.DataFrame(rows, columns=["segment", "nps"]).astype({"nps": float}),)


PRACTICE = Practice(
    concept="metric.nps",
    prompt="What is the Net Promoter Score of all of them together?",
    draw=draw,
    number=lambda scores: scores["all"],
    tolerance=0.05,
    because="It is the promoters (9, 10) minus the detractors (0 to 6), in per cent of everybody who answered.",
    mistakes={
        "passives_left_out": "You left the passives out of the denominator. They answered, so they count there.",
        "promoter_share": "That is the share of promoters. Now subtract the share of detractors.",
        "eight_promotes": "You counted an 8 as a promoter. An 8 is a passive.",
        "six_is_passive": "You counted a 6 as a passive. A 6 is a detractor.",
        "overall_counts_blanks": "You divided by all rows. A blank is not an answer.",
    },
)
