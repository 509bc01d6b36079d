"""Any factors: names that begin alike, few different weights so that many tie, other types.

No two of the other types, joined, spell a label such as SO.
"""

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import NAMES, Contract, empty, tables_of, ties

COLUMNS = ["type", "name", "weight"]
APART = ["Zoo", "craft", "our vans", "slow_replies", "bins", "fairs", "rain", "tolls", "Ältere"]
APART += ["new rival", "app", "9 shops"]
OTHERS = ["unclear", "", "SW", "OT", "s", "o", "Sales", "X", "OS", "Threat"]
weight = st.integers(1, 5)
heavy = st.integers(3, 5)


def factors(types, weight, fewest=1, most=9, *, pool=NAMES, extra_blanks=True):
    """Draw factors of these types, each name once."""
    row = st.fixed_dictionaries(
        {"type": st.sampled_from(types), "name": st.sampled_from(pool), "weight": weight}
    )
    once = lambda one: one["name"]
    rows = st.lists(row, min_size=fewest, max_size=most, unique_by=once)
    return tables_of(rows, COLUMNS, extra_blanks=extra_blanks)


plain = factors([*"SWOT"], weight, pool=APART, extra_blanks=False)
CONTRACT = Contract(
    inputs={
        "plain": st.tuples(plain),
        "many": st.tuples(factors([*"SWOT"], heavy, 9, 11, pool=APART, extra_blanks=False)),
        "ties": st.tuples(factors([*"SWOTT"], ties(heavy), 4, 9)),
        "other_types": st.tuples(factors([*"SWOT", *OTHERS], heavy, 3, 10)),
        "one_side": st.tuples(factors(["S", "W", *OTHERS], heavy)),
        "other_side": st.tuples(factors(["O", "T", *OTHERS], heavy)),
        "light": st.tuples(factors([*"SWOT"], st.integers(1, 3))),
        "empty": st.tuples(plain.map(empty)),
    },
    tests={
        "tows_options_values": ("plain", "many"),
        "tows_options_ties": ("ties", "other_types", "one_side", "other_side", "light", "empty"),
    },
)
