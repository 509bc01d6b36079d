"""Points and gaps of three people; the points of one of them do not add up to 100."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    rows = []
    for name, total in zip(
        ["Ana", "Ben", "Cleo"], random.sample([100, 100, random.choice([80, 90])], 3)
    ):
        points = random.randrange(20, 80, 10)
        for dim, share in (("R", points), ("A", total - points)):
            rows.append((name, dim, share, random.choice([-3.0, -2.0, -1.5, -1.0, -0.5, 0.5, 1.0])))
    return (pd.DataFrame(rows, columns=["resp", "dim", "points", "gap"]),)


PRACTICE = Practice(
    concept="servqual.weighted",
    prompt="What is the weighted SERVQUAL score? People whose points do not add up to 100 are left out.",
    draw=draw,
    number=lambda found: found["score"],
    tolerance=0.005,
    because="Add up points ÷ 100 × gap for each person, then take the mean over those with 100 points.",
    mistakes={
        "unweighted": "You averaged the gaps without the points. A dimension with more points should count more.",
        "invalid_kept": "You kept the person whose points do not add up to 100. Leave that person out.",
        "rescaled": "You rescaled the points that do not add up to 100. The rule leaves that person out.",
        "sum_of_people": "You added up the people's scores. Take their mean.",
        "divided_again": "You also divided by the number of dimensions. With the points as weights, the sum is already a mean.",
    },
)
