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
    because="A switch is a contact on a different channel from the one before it in the same case. A blank is not an answer.",
    mistakes={
        "missing_is_seamless": "You counted a blank as seamless. Nobody knows whether that customer had to repeat anything.",
        "missing_in_the_base": "You divided by all switches. Divide by those with an answer.",
        "repeat_rate": "That is the share of switches at which people had to repeat themselves.",
        "all_follow_ups": "You counted every later contact as a switch, even on the same channel.",
    },
)
