"""Two cases that change the channel; after a switch people say whether they had to repeat themselves."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    rows = [
        (case, ts, random.choice(["phone", "chat", "shop"]), random.choice([0, 0, 1, None]))
        for case in (1, 2)
        for ts in range(1, random.randint(6, 7))
    ]
    return (
        pd.DataFrame(rows, columns=["case_id", "ts", "channel", "repeated"]).astype(
            {"repeated": float}
        ),
    )


PRACTICE = Practice(
    concept="expect.seamless",
    prompt="What share of the answered switches was seamless? (repeated: 1 is yes, 0 is no.)",
    draw=draw,
    number=lambda found: found["seamless"],
    unit="%",
    tolerance=0.05,
    because="A switch is a contact on another channel than the one before it in the same case; blanks are no answers.",
    mistakes={
        "missing_is_seamless": "You counted a blank as seamless. Nobody knows whether that customer had to repeat anything.",
        "missing_in_the_base": "You divided by all switches. Only those with an answer can be judged.",
        "repeat_rate": "That is the share of switches at which people had to repeat themselves.",
        "all_follow_ups": "You counted each further contact as a switch, on the same channel as well.",
    },
)
