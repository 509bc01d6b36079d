"""Any attributes, each once, with two means from 1 to 10; on the line, near it, or unrated.

Values on a line are quarters, so that every way to take a mean finds the same line.
"""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import Contract, blank, blanks, empty, near, tables_of
from grading_helpers.instructor.contracts.strategies import NAMES

COLUMNS = ["attr", "imp", "perf"]
quarter = st.integers(4, 40).map(lambda number: number / 4)
few = st.sampled_from([4.0, 5.0, 6.0, 7.0, 8.0])
close = near(6.8, 6.81, 6.82)


def attributes(imp, perf, rows=(1, 6)):
    """Draw attributes, none of them twice."""
    row = st.fixed_dictionaries({"attr": st.sampled_from(NAMES), "imp": imp, "perf": perf})
    lines = st.lists(row, min_size=rows[0], max_size=rows[1], unique_by=lambda one: one["attr"])
    return tables_of(lines, COLUMNS)


def off_the_line(table):
    """Tell whether no value lies on the mean of its column."""
    means = table[["imp", "perf"]]
    return bool(((means - means.mean()).abs() > 1e-6).all(axis=None))


CONTRACT = Contract(
    inputs={
        "plain": st.tuples(attributes(quarter, quarter, (2, 6)).filter(off_the_line)),
        "near": st.tuples(attributes(close, close, (2, 5)).filter(off_the_line)),
        "on_the_line": st.tuples(attributes(few, few)),
        "blanks": st.tuples(attributes(blanks(few), blanks(few), (2, 6))),
        "unrated": st.tuples(attributes(few, blank(), (1, 3))),
        "empty": st.tuples(attributes(few, few).map(empty)),
    },
    tests={
        "ipa_quadrants_values": ("plain", "near"),
        "ipa_quadrants_on_the_line": ("on_the_line", "blanks", "unrated", "empty"),
    },
)
