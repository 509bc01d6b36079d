"""Members at the start and at the end, some of them new, one of them listed twice."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    people = random.sample(
        ["Ana", "Ben", "Cleo", "Dev", "Eva", "Finn", "Gil", "Hal"], random.randint(6, 8)
    )
    kinds = [(1, 1, 0), (1, 1, 0), (1, 0, 0), (0, 1, 1)]
    kinds += random.choices([(1, 1, 0), (1, 0, 0), (0, 1, 1), (0, 0, 1)], k=len(people) - 4)
    random.shuffle(kinds)
    rows = [(name, *kind) for name, kind in zip(people, kinds)]
    rows.insert(random.randrange(len(rows)), random.choice([row for row in rows if row[1]]))
    return (pd.DataFrame(rows, columns=["customer_id", "at_start", "at_end", "joined"]),)


PRACTICE = Practice(
    concept="metric.retention_rate",
    prompt="What is the retention rate? (1 is yes, 0 is no; one person is listed twice.)",
    draw=draw,
    number=lambda rates: rates["retention"],
    unit="%",
    tolerance=0.05,
    because="It is the share of the members at the start who are still members at the end.",
    mistakes={
        "end_over_start": "You divided the members at the end by those at the start. New members hide those who left.",
        "divided_by_everyone": "You divided by everybody in the table. Only those who were there at the start can be kept.",
        "divided_by_end": "You divided by the members at the end. Divide by those at the start.",
        "duplicates_kept": "You counted the person who is listed twice as two people.",
        "swapped": "That is the share of people who were lost.",
    },
)
