"""Orders that people placed for themselves and for others, some of them undone."""

import pandas as pd

from grading_helpers.instructor.contracts import Practice


def draw(random):
    people = random.sample(["Ana", "Ben", "Cleo", "Dev", "Eva", "Finn", "Gil"], 6)
    kinds = ["completed", "completed", "completed", "cancelled", "refunded"]
    rows = [
        (random.choice(people), random.choice([*people, None]), random.choice(kinds))
        for _ in range(random.randint(8, 10))
    ]
    return (pd.DataFrame(rows, columns=["customer_id", "user_id", "status"]),)


PRACTICE = Practice(
    concept="cust.consumer",
    prompt="How many consumers are there? Count people who use something from a completed order.",
    draw=draw,
    number=lambda found: found["consumers"],
    unit="people",
    tolerance=0,
    because="Take the completed orders and count the different names in the column user_id.",
    mistakes={
        "users_of_undone_orders": "You counted users of cancelled or refunded orders, too. Only completed orders count.",
        "counts_orders": "You counted orders. Somebody who uses two of them is still one person.",
        "consumers_who_never_buy": "You left out those who also buy. Somebody can be both a customer and a consumer.",
    },
)
