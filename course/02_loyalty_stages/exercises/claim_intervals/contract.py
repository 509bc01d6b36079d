"""Any offers: groups of any name and size, with buyers, others, and answers not known yet."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, blank, blanks, empty, names, tables_of

COLUMNS = ["contact_id", "group", "bought"]
bought = st.sampled_from([1, 0])
seldom = st.sampled_from([1, 0, 0, 0, 0])


def offers(answer, most=12, fewest=1, **more):
    """Draw one row for each person."""
    row = st.fixed_dictionaries({"group": names(), "bought": answer})
    rows = st.lists(row, min_size=fewest, max_size=most).map(
        lambda some: [one | {"contact_id": 101 + n} for n, one in enumerate(some)]
    )
    return st.tuples(tables_of(rows, COLUMNS, shuffled=True, **more))


CONTRACT = Contract(
    inputs={
        "plain": offers(bought, numbered=False),
        "large": offers(seldom, 60, 35, numbered=False),
        "blanks": offers(blanks(bought, 3), extra_blanks=True),
        "unknown": offers(blank(), 4),
        "empty": offers(bought).map(lambda given: (empty(given[0]),)),
    },
    tests={
        "claim_intervals_values": ("plain", "large"),
        "claim_intervals_unknown": ("blanks", "unknown", "empty"),
    },
)
