"""Any log: customers who reach any stage, skip or repeat some, and now and then an unknown stage."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, blank, blanks, empty, names, tables_of

STAGES = ["awareness", "consideration", "purchase", "use", "loyalty"]
NO_STAGES = ["reserach", "Purchase", "used up", "us", "use ", "loyal", "renewal", "LOYALTY"]
PEOPLE = ("C1", "C10", "c1", "C2", "Ann", "Ann B", "B")
COLUMNS = ["customer_id", "ts", "stage"]
customer = names(PEOPLE, most=6)
numbered = st.sampled_from([1, 2, 10, 11, 7])
time = st.integers(0, 40).map(lambda n: f"2025-{5 + n // 20:02}-{1 + n % 20:02} 09:{n:02}")


def contacts(stages, ts, customer=customer, fewest=1, most=10):
    """Draw contacts with these stages."""
    row = st.fixed_dictionaries(
        {"customer_id": customer, "ts": ts, "stage": st.sampled_from(stages)}
    )
    return st.lists(row, min_size=fewest, max_size=most)


def with_one(rows, stages, ts, most=1):
    """Add contacts that have one of these stages."""
    return st.tuples(rows, contacts(stages, ts, most=most)).map(lambda two: [*two[0], *two[1]])


def logs(rows, **more):
    return st.tuples(tables_of(rows, COLUMNS, shuffled=True, **more))


some_time = blanks(time, 3)
CONTRACT = Contract(
    inputs={
        "plain": logs(with_one(contacts(STAGES, time), ["loyalty"], time), numbered=False),
        "numbers": logs(
            contacts(STAGES, time, numbered, 3).filter(
                lambda rows: any(one["stage"] == "loyalty" for one in rows)
            ),
            numbered=False,
        ),
        "untimed": logs(contacts(STAGES, some_time), extra_blanks=True),
        "never_timed": logs(contacts(STAGES, blank(), most=4)),
        "short": logs(contacts(STAGES[:3], some_time, most=5)),
        "empty": logs(contacts(STAGES, time)).map(lambda given: (empty(given[0]),)),
        "unknown_stage": logs(
            with_one(contacts(STAGES, some_time, fewest=0), NO_STAGES, some_time, 2)
        ),
    },
    tests={
        "journey_funnel_values": ("plain", "numbers"),
        "journey_funnel_edges": ("untimed", "never_timed", "short", "empty", "unknown_stage"),
    },
    raises={"unknown_stage": ValueError},
)
