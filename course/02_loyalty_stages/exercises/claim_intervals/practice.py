"""Whether people in a group bought, with an unknown answer or two."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    bought = [random.choice([1.0, 1.0, 0.0, 0.0, None]) for _ in range(random.randint(7, 11))]
    table = pd.DataFrame(
        {"contact_id": range(1, len(bought) + 1), "group": "members", "bought": bought}
    )
    return (table.astype({"bought": float}),)


PRACTICE = Practice(
    concept="stat.existing_vs_new",
    prompt="What is the lower end of Wilson's 95 % interval for the share of buyers? (z = 1.96; 1 is yes, 0 is no.)",
    draw=draw,
    number=lambda groups: groups["members"][1],
    unit="%",
    tolerance=0.05,
    because="(p + z²/2n − z √(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n), with n the known answers.",
    mistakes={
        "usual_interval": "That is the lower end of the usual interval, which fails for small groups. Wilson moves the centre, too.",
        "one_standard_error": "You went down by one standard error. For 95 % you need z = 1.96 of them.",
        "unknown_counts_as_no": "You counted an unknown answer as a no. Leave it out.",
        "only_the_half_width_divided": "You divided only one part by 1 + z²/n. Divide all of it.",
        "upper_end_first": "That is the upper end.",
    },
)
