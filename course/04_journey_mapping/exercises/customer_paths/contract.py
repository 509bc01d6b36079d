"""Any log: stages of any name, contacts in any order, without a time or at the same time."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, blank, blanks, empty, names, tables_of

STAGES = ("awareness", "consideration", "purchase", "use", "reuse", "loyalty")
PEOPLE = ("C1", "C10", "c1", "C2", "Ann", "Ann B", "B")
COLUMNS = ["customer_id", "ts", "stage"]
TIMES = [
    *("2024-12-31 23:59", "2025-01-01 00:00", "2025-09-30 23:59", "2025-10-01 00:00"),
    *("2025-10-01 09:00", "2025-10-01 09:01", "2025-10-01 10:00", "2025-10-10 08:30"),
    *("2025-10-09 08:30", "2025-10-02 17:05", "2025-11-01 07:07", "2026-01-02 08:00"),
]
stage, customer, time = names(STAGES), names(PEOPLE, most=3), st.sampled_from(TIMES)


def contacts(ts, most=10, fewest=1, once=None, customer=customer):
    """Draw contacts; `once` says which of them may not stand there twice."""
    row = st.fixed_dictionaries({"customer_id": customer, "ts": ts, "stage": stage})
    return st.lists(row, min_size=fewest, max_size=most, unique_by=once)


def logs(rows, **more):
    return st.tuples(tables_of(rows, COLUMNS, **more))


def moment(row):
    return row["customer_id"], row["ts"]


one_or_two = names(PEOPLE, most=2)
CONTRACT = Contract(
    inputs={
        "plain": logs(contacts(time, once=moment), numbered=False),
        "untimed": logs(contacts(blanks(time, 3)), extra_blanks=True),
        "never_timed": logs(contacts(blank(), 3)),
        "at_once": logs(contacts(st.sampled_from(TIMES[3:6])), extra_blanks=True),
        "busy": logs(contacts(st.sampled_from(TIMES[3:5]), 40, 20, customer=one_or_two)),
        "empty": logs(contacts(time)).map(lambda given: (empty(given[0]),)),
    },
    tests={
        "customer_paths_values": ("plain",),
        "customer_paths_times": ("untimed", "never_timed", "at_once", "busy", "empty"),
    },
)
