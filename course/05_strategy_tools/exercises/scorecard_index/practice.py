"""Measures of three perspectives with targets and weights, one of them without a value."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    weights = random.choice([(0.5, 0.3, 0.2), (0.3, 0.5, 0.2), (0.2, 0.3, 0.5)])
    weights = dict(zip(["finance", "customers", "processes"], weights))
    below = [0.5, 0.6, 0.7, 0.75, 0.8, 0.9]
    measures = [("finance", 1, below), ("finance", 1, below), ("customers", 1, [1.4, 1.5, 1.6])]
    measures += [("processes", 0, [1.25, 1.6, 2]), ("processes", 1, below)]
    rows = []
    for place, (perspective, higher, ratios) in enumerate(measures, start=1):
        target = random.choice([10, 20, 40, 50])
        actual = round(target * random.choice(ratios), 2)
        rows.append((perspective, f"measure {place}", actual, target, higher, weights[perspective]))
    table = pd.DataFrame(
        rows, columns=["perspective", "measure", "actual", "target", "higher", "weight"]
    )
    table.loc[random.choice([0, 1]), "actual"] = float("nan")
    return (table,)


PRACTICE = Practice(
    concept="strat.bsc",
    prompt="What is the index of this scorecard? (higher: 1 means higher is better, 0 lower is; the cap is 120.)",
    draw=draw,
    number=lambda found: found["index"],
    unit="%",
    tolerance=0.05,
    because="Score 100 × actual ÷ target, or the other way round where lower is better, but at most 120. Then weight the means of the perspectives.",
    mistakes={
        "no_cap": "You left out the cap. One excellent measure would hide several poor ones.",
        "not_turned_round": "You scored each measure as if higher were better. Look at the column higher.",
        "unweighted": "You took the plain mean of the perspectives. Use their weights.",
        "missing_measure_is_zero": "You scored the measure without a value as 0. It was not reported, so leave it out.",
    },
)
