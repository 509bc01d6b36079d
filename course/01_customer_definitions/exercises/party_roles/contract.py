"""Any parties, each once, with any of the sixteen combinations of the four facts."""

from itertools import product

from hypothesis import strategies as st

from grading_helpers.instructor.contracts import NAMES, Contract, empty, tables_of

FACTS = ["buys", "uses", "b2b_or_professional", "same_org"]
every = [dict(zip(FACTS, facts, strict=True)) for facts in product([0, 1], repeat=4)]
outside = [one for one in every if not one["same_org"]]
served = {"buys": 0, "uses": 1, "b2b_or_professional": 0, "same_org": 1}


def parties(facts, most=9):
    """Draw parties with different names and some of these facts."""
    row = st.tuples(st.sampled_from(NAMES), st.sampled_from(facts))
    rows = st.lists(row, min_size=1, max_size=most, unique_by=lambda one: one[0])
    named = rows.map(lambda drawn: [{"party": name} | one for name, one in drawn])
    return tables_of(named, ["party", *FACTS])


CONTRACT = Contract(
    inputs={
        "plain": st.tuples(parties([*outside, served, served])),
        "inside": st.tuples(parties(every)),
        "empty": st.tuples(parties(every).map(empty)),
    },
    tests={
        "party_roles_values": ("plain",),
        "party_roles_inside": ("inside", "empty"),
    },
)
