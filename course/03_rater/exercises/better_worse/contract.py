"""Any counts of any features, each feature once; a base of 0 stands in no plain input."""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, empty, tables_of
from grading_helpers.instructor.contracts.strategies import NAMES

COLUMNS = ["feature", *"AOMIRQ"]
COUNT = st.one_of(st.integers(0, 3), st.integers(0, 60))


def counts(fits=lambda row: True, **fixed):
    """Draw tables of counts whose rows fit; a letter may be fixed."""
    row = {"feature": st.sampled_from(NAMES)} | {letter: COUNT for letter in "AOMIRQ"} | fixed
    rows = st.lists(
        st.fixed_dictionaries(row).filter(fits),
        min_size=1,
        max_size=4,
        unique_by=lambda one: one["feature"],
    )
    return st.tuples(tables_of(rows, COLUMNS))


def has_base(row):
    """Tell whether anybody counts for the base."""
    return sum(row[letter] for letter in "AOMI") > 0


none = st.just(0)
CONTRACT = Contract(
    inputs={
        "plain": counts(has_base),
        "no_base": counts(A=none, O=none, M=none, I=st.sampled_from([0, 0, 1, 5])),
        "most_reject": counts(lambda row: row["R"] + row["Q"] > row["A"] + row["O"]),
        "empty": counts().map(lambda given: (empty(given[0]),)),
    },
    tests={
        "better_worse_values": ("plain",),
        "better_worse_empty_base": ("no_base", "most_reject", "empty"),
    },
)
